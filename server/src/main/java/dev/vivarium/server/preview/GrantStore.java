package dev.vivarium.server.preview;

import dev.vivarium.server.platform.Secret;
import java.util.Optional;

/** Knows what a secret opens. Every call blocks. */
interface GrantStore {

    /** Keeps a grant under the secret of a cookie. */
    void keep(Secret cookie, Grant grant);

    Optional<Grant> ofCookie(Secret cookie, PreviewHost host);

    /** @param token an API token; it opens the previews of its account's projects */
    Optional<Grant> ofToken(Secret token, PreviewHost host);
}

package dev.vivarium.server.platform.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where the server listens, and under which names it is known. */
@ConfigMapping(prefix = "vivarium")
public interface AddressConfig {

    /** Address to listen on. Another than loopback needs {@link #publicUrl()} and an operator token. */
    @WithDefault("127.0.0.1")
    String host();

    /** TCP port to listen on. */
    @WithDefault("8080")
    int port();

    /** The address that browsers use, when it is not {@code http://localhost:<port>}; decides the accepted Host and Origin. */
    Optional<URI> publicUrl();

    /** Domain below which previews live; default {@code preview.<host of publicUrl>}. */
    Optional<String> previewDomain();

    /** A fixed API token of the operator; required when listening beyond loopback. */
    Optional<String> operatorToken();
}

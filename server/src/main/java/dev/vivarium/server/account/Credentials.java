package dev.vivarium.server.account;

import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What a request shows to say who sends it. A Bearer token goes before a cookie. */
public sealed interface Credentials {

    String COOKIE = "vivarium_session";

    /** Over TLS: a page of a preview's host could otherwise set one of this name for the domain above (RFC 6265bis, 4.1.3). */
    String SECURE_COOKIE = "__Host-" + COOKIE;

    Secret secret();

    record ApiToken(Secret secret) implements Credentials {}

    record Session(Secret secret) implements Credentials {}

    static String cookieName(Addresses addresses) {
        return addresses.isSecure() ? SECURE_COOKIE : COOKIE;
    }

    static Optional<Credentials> of(HttpServerRequest request, Addresses addresses) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(
                    new ApiToken(new Secret(authorization.substring(7).strip())));
        }
        var cookie = request.getCookie(cookieName(addresses));
        return Optional.ofNullable(cookie)
                .filter(found -> found.getValue().startsWith(AccountService.SESSION_PREFIX))
                .map(found -> new Session(new Secret(found.getValue())));
    }
}

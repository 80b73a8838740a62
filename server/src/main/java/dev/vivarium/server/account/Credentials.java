package dev.vivarium.server.account;

import dev.vivarium.server.platform.Secret;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What a request shows to say who sends it. A Bearer token goes before a cookie. */
public sealed interface Credentials {

    String COOKIE = "vivarium_session";

    record ApiToken(Secret secret) implements Credentials {}

    record Session(Secret secret) implements Credentials {}

    static Optional<Credentials> of(HttpServerRequest request) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(
                    new ApiToken(new Secret(authorization.substring(7).strip())));
        }
        var cookie = request.getCookie(COOKIE);
        return Optional.ofNullable(cookie).map(found -> new Session(new Secret(found.getValue())));
    }
}

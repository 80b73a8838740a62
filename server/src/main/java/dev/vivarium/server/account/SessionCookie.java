package dev.vivarium.server.account;

import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import jakarta.ws.rs.core.NewCookie;

/** The cookie that carries a browser's session. */
final class SessionCookie {

    private SessionCookie() {}

    static NewCookie of(Secret session, Addresses addresses) {
        return cookie(addresses, session.value(), AccountService.SESSION_LIFETIME.toSeconds());
    }

    static NewCookie none(Addresses addresses) {
        return cookie(addresses, "", 0);
    }

    private static NewCookie cookie(Addresses addresses, String value, long seconds) {
        return new NewCookie.Builder(Credentials.cookieName(addresses))
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(addresses.isSecure())
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge((int) seconds)
                .build();
    }
}

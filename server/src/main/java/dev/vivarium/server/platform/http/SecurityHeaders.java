package dev.vivarium.server.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;

/** The headers of every response of the IDE's origin. */
@ApplicationScoped
class SecurityHeaders {

    private final Addresses addresses;

    SecurityHeaders(Addresses addresses) {
        this.addresses = addresses;
    }

    void addTo(HttpServerRequest request, HttpServerResponse response) {
        MultiMap headers = response.headers();
        headers.set("Content-Security-Policy", policy(request.getHeader("Host")));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "SAMEORIGIN");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        if (addresses.isSecure()) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** {@code connect-src} names the sockets too: older browsers do not count them as {@code 'self'}. */
    private String policy(String host) {
        var sockets = host == null ? "" : " ws://" + host + " wss://" + host;
        return "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                + "font-src 'self' data:; connect-src 'self'" + sockets + "; worker-src 'self' blob:; "
                + "frame-src 'self' " + addresses.previewSources() + "; manifest-src 'self'; base-uri 'none'; "
                + "form-action 'self'; frame-ancestors 'self'";
    }
}

package dev.vivarium.server.preview;

import dev.vivarium.server.account.AccountService;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an app sees of a request: as if it had been called at {@code http://localhost:<port>}, where dev servers expect it. */
record RequestHead(PreviewOrigin preview, int port) {

    /** Set by proxies for those who trust them; only we may set them here. */
    private static final List<CharSequence> CLAIMED = HopByHop.fields(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Protocol",
            "X-Forwarded-Scheme",
            "X-Forwarded-Server",
            "X-Forwarded-Ssl",
            "X-Forwarded-User",
            "X-Real-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP");

    void copy(HttpServerRequest from, MultiMap to, boolean upgrade) {
        to.setAll(from.headers());
        HopByHop.removeFrom(to);
        CLAIMED.forEach(field -> to.remove(field));
        to.remove("Expect");
        to.set("Host", authority());
        stripCredentials(to);
        to.set("X-Forwarded-Proto", preview.scheme());
        if (!rewriteOrigin(to)) {
            to.set("X-Forwarded-Host", preview.authority());
        }
        var referer = to.get("Referer");
        if (referer != null && referer.startsWith(preview.value() + "/")) {
            to.set("Referer", origin() + referer.substring(preview.value().length()));
        }
        if (upgrade) {
            to.set("Connection", "Upgrade");
            to.set("Upgrade", "websocket");
        }
    }

    /**
     * Dev servers compare the Origin with the Host; others (Next, Rails) with X-Forwarded-Host where that is there. Both are
     * content when an Origin goes without the latter.
     */
    private boolean rewriteOrigin(MultiMap headers) {
        var origin = headers.get("Origin");
        if (!preview.value().equalsIgnoreCase(origin)) {
            return false;
        }
        headers.set("Origin", origin());
        return true;
    }

    private static void stripCredentials(MultiMap headers) {
        var cookies = headers.getAll("Cookie");
        if (!cookies.isEmpty()) {
            var left = PreviewCookie.withoutOurs(String.join("; ", cookies));
            if (left.isEmpty()) {
                headers.remove("Cookie");
            } else {
                headers.set("Cookie", left);
            }
        }
        if (platformToken(headers.get("Authorization")) != null) {
            headers.remove("Authorization");
        }
    }

    /** An API token of ours in an {@code Authorization}; whatever else stands there belongs to the app. */
    static @Nullable String platformToken(@Nullable String authorization) {
        var prefix = "bearer " + AccountService.API_TOKEN_PREFIX;
        return authorization != null
                        && authorization.length() > prefix.length()
                        && authorization
                                .substring(0, prefix.length())
                                .toLowerCase(Locale.ROOT)
                                .equals(prefix)
                ? authorization.substring("bearer ".length()).strip()
                : null;
    }

    private String authority() {
        return port == 80 ? "localhost" : "localhost:" + port;
    }

    String origin() {
        return "http://" + authority();
    }
}

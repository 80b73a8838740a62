package dev.vivarium.server.preview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Notices a browser that drops the cookie it was just given: sent for another ticket it would go in circles. */
final class LostCookies {

    private static final Duration JUST = Duration.ofSeconds(5);

    private record Browser(String address, String agent, String host, String destination) {

        static Browser of(HttpServerRequest request) {
            return new Browser(
                    request.remoteAddress().hostAddress(),
                    String.valueOf(request.getHeader("User-Agent")),
                    String.valueOf(request.getHeader("Host")),
                    String.valueOf(request.getHeader("Sec-Fetch-Dest")));
        }
    }

    private final Cache<Browser, Boolean> traded =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(JUST).build();

    void traded(HttpServerRequest request) {
        traded.put(Browser.of(request), Boolean.TRUE);
    }

    /** Whether it had a cookie a moment ago; the next time it may try again. */
    boolean lost(HttpServerRequest request) {
        return traded.asMap().remove(Browser.of(request)) != null;
    }
}

package dev.vivarium.server.preview;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;

/** Fields of one connection, which a proxy does not hand on (RFC 9110, 7.6.1). */
final class HopByHop {

    private static final List<CharSequence> FIELDS = fields(
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "TE",
            "Transfer-Encoding",
            "Upgrade");

    private HopByHop() {}

    static void removeFrom(MultiMap headers) {
        var connection = headers.get("Connection");
        if (connection != null && !isPlain(connection)) {
            for (var field : connection.split(",")) {
                var name = field.strip();
                // What we rely on cannot be named away by the peer.
                if (!name.isEmpty() && !name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Host")) {
                    headers.remove(name);
                }
            }
        }
        FIELDS.forEach(field -> headers.remove(field));
    }

    /** Names whose hash is computed once, for what is done with every request. */
    static List<CharSequence> fields(String... names) {
        return Arrays.stream(names).map(HttpHeaders::createOptimized).toList();
    }

    private static boolean isPlain(String connection) {
        return connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close");
    }
}

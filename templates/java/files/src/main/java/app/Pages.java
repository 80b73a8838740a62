package app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Serves the files under {@code src/main/resources/public}. */
final class Pages implements HttpHandler {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().normalize().getPath();
        var name = path.endsWith("/") ? path + "index.html" : path;
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (exchange; var file = Pages.class.getResourceAsStream("/public" + name)) {
            if (file == null || type == null || name.contains("..")) {
                send(exchange, 404, "text/plain; charset=utf-8", "There is no such page.\n".getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, 200, type, file.readAllBytes());
            }
        }
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

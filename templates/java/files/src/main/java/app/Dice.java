package app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Answers a throw of two dice as JSON. */
final class Dice implements HttpHandler {

    private final RandomGenerator random = RandomGenerator.getDefault();

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var json = "{\"dice\":[%d,%d]}\n".formatted(roll(), roll());
            Pages.send(exchange, 200, "application/json", json.getBytes(StandardCharsets.UTF_8));
        }
    }

    int roll() {
        return random.nextInt(1, 7);
    }
}

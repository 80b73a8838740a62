package app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Plain assertions on a running server; run with {@code java -ea}. */
final class MainTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    private MainTest(int port) {
        base = URI.create("http://localhost:" + port);
    }

    public static void main(String[] arguments) throws Exception {
        var server = Main.start(0);
        try {
            var test = new MainTest(server.getAddress().getPort());
            test.thePageGreets();
            test.diceShowOneToSix();
            test.whatIsNotThereIs404();
            System.out.println("3 tests passed");
        } finally {
            server.stop(0);
        }
    }

    private void thePageGreets() throws Exception {
        var answer = get("/");
        assert answer.statusCode() == 200 : answer;
        assert answer.body().contains("Hello, Java") : answer.body();
    }

    private void diceShowOneToSix() throws Exception {
        var answer = get("/api/dice");
        assert answer.body().matches("\\{\"dice\":\\[[1-6],[1-6]]}\n") : answer.body();
    }

    private void whatIsNotThereIs404() throws Exception {
        assert get("/missing.html").statusCode() == 404;
        assert get("/../app/Main.class").statusCode() == 404;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    }
}

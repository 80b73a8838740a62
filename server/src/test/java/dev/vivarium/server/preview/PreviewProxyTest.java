package dev.vivarium.server.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vivarium.sandbox.Cause;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreviewProxyTest {

    private final Previews previews = new Previews();

    @AfterEach
    void close() {
        previews.close();
    }

    @Test
    void carriesMethodTargetAndBodyThereAndBack() {
        previews.serve(request -> request.body().onSuccess(body -> request.response()
                .setStatusCode(418)
                .setStatusMessage("Short and stout")
                .putHeader("X-App", "yes")
                .end(request.method() + " " + request.uri() + " " + body)));

        var answer =
                previews.send(HttpMethod.PUT, "/a%20b/%2e?x=%26&y", Map.of("Cookie", previews.cookie()), "content");

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.header("x-app")).isEqualTo("yes");
        assertThat(answer.body()).isEqualTo("PUT /a%20b/%2e?x=%26&y content");
    }

    @Test
    void callsTheAppAsLocalhostAndTellsItTheRealAddress() {
        previews.serve(request -> {
            var headers = request.headers();
            request.response()
                    .end(String.join(
                            " ",
                            headers.get("Host"),
                            headers.get("X-Forwarded-Host"),
                            headers.get("X-Forwarded-Proto"),
                            headers.get("X-Forwarded-For"),
                            headers.get("X-Real-IP")));
        });

        var answer = previews.get(
                "/",
                "Cookie",
                previews.cookie(),
                "X-Forwarded-For",
                "1.2.3.4",
                "X-Real-IP",
                "1.2.3.4",
                "X-Forwarded-Host",
                "evil");

        assertThat(answer.body()).isEqualTo("localhost:5173 " + previews.host() + " http null null");
    }

    @Test
    void makesTheOriginMatchTheHostTheAppSees() {
        previews.serve(request ->
                request.response().end(request.getHeader("Origin") + " " + request.getHeader("X-Forwarded-Host")));

        var own = previews.send(
                HttpMethod.POST, "/", Map.of("Cookie", previews.cookie(), "Origin", previews.origin()), "x");

        assertThat(own.body()).isEqualTo("http://localhost:5173 null");
    }

    @Test
    void keepsOurCookiesAndTokensFromTheApp() {
        previews.serve(request ->
                request.response().end(request.getHeader("Cookie") + " " + request.getHeader("Authorization")));

        var mixed = previews.get("/", "Cookie", "a=1; vivarium_session=vis_x; " + previews.cookie() + "; b=2");
        var alone = previews.get("/", "Cookie", previews.cookie());
        var token = previews.get("/", "Authorization", "Bearer " + MemoryGrants.TOKEN.value());
        var theirs = previews.get("/", "Cookie", previews.cookie(), "Authorization", "Basic dTpw");

        assertThat(mixed.body()).isEqualTo("a=1; b=2 null");
        assertThat(alone.body()).isEqualTo("null null");
        assertThat(token.body()).isEqualTo("null null");
        assertThat(theirs.body()).isEqualTo("null Basic dTpw");
    }

    @Test
    void confinesWhatTheAppSetsToItsOwnHostAndFrame() {
        previews.serve(request -> request.response()
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; img-src *")
                .putHeader("Clear-Site-Data", "\"cookies\"")
                .putHeader("Set-Cookie", (Iterable<String>)
                        List.of("a=1; Domain=localhost; Path=/", "vivarium_session=evil", "b=2; HttpOnly"))
                .putHeader("Location", "http://localhost:5173/next?x")
                .end());

        var answer = previews.get("/", "Cookie", previews.cookie());

        assertThat(answer.headers()).doesNotContainKeys("x-frame-options", "clear-site-data");
        assertThat(answer.header("content-security-policy")).isEqualTo("default-src 'self'; img-src *");
        assertThat(answer.header("set-cookie")).isEqualTo("a=1; Path=/\nb=2; HttpOnly");
        assertThat(answer.header("location")).isEqualTo(previews.origin() + "/next?x");
    }

    @Test
    void answersHeadWithTheLengthAndNoBody() {
        previews.serve(request ->
                request.response().putHeader("Content-Length", "1234").end());

        var answer = previews.send(HttpMethod.HEAD, "/", Map.of("Cookie", previews.cookie()), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo("1234");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void handsOnChunkedAnswersWithTheirTrailers() throws Exception {
        previews.serveRaw(channel -> {
            Previews.hear(channel);
            Previews.say(
                    channel,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
                            + "5\r\nhello\r\n0\r\nX-Sum: 42\r\n\r\n");
        });

        var answer = previews.raw("GET / HTTP/1.1\r\nHost: " + previews.host() + "\r\nConnection: close\r\nCookie: "
                + previews.cookie() + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("hello").contains("X-Sum: 42\r\n");
    }

    @Test
    void takesAnAnswerThatEndsWithTheConnection() throws Exception {
        previews.serveRaw(channel -> {
            Previews.hear(channel);
            Previews.say(channel, "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nold school");
        });

        assertThat(previews.get("/", "Cookie", previews.cookie()).body()).isEqualTo("old school");
    }

    @Test
    void isNotConfusedByInterimAnswers() throws Exception {
        previews.serveRaw(channel -> {
            Previews.hear(channel);
            Previews.say(
                    channel,
                    "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
                            + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });

        assertThat(previews.get("/", "Cookie", previews.cookie()).body()).isEqualTo("ok");
    }

    @Test
    void keepsConnectionsToTheApp() {
        var connections = ConcurrentHashMap.newKeySet();
        previews.serve(request -> {
            connections.add(request.connection());
            request.response().end("ok");
        });
        var cookie = previews.cookie();

        for (int i = 0; i < 20; i++) {
            assertThat(previews.get("/", "Cookie", cookie).status()).isEqualTo(200);
        }

        assertThat(connections).hasSize(1);
        assertThat(previews.grants.asked).hasValue(1);
    }

    @Test
    void repeatsARequestWhoseKeptConnectionTheAppClosed() throws Exception {
        var connections = new AtomicInteger();
        previews.serveRaw(channel -> {
            int n = connections.incrementAndGet();
            Previews.hear(channel);
            Previews.say(channel, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + n);
            if (n == 1) {
                // Reads the next request, then closes without an answer, as a server does whose idle time is over.
                Previews.hear(channel);
            }
        });
        var cookie = previews.cookie();

        assertThat(previews.get("/", "Cookie", cookie).body()).isEqualTo("1");
        assertThat(previews.get("/", "Cookie", cookie).body()).isEqualTo("2");
    }

    @Test
    void saysSoWhenTheAppClosesWithoutAnAnswer() throws Exception {
        previews.serveRaw(channel -> Previews.hear(channel));

        var answer = previews.get("/", "Cookie", previews.cookie(), "Accept", "text/html");
        var problem = previews.send(HttpMethod.POST, "/", Map.of("Cookie", previews.cookie()), "x");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("gave no answer", "port 5173");
        assertThat(problem.status()).isEqualTo(502);
        assertThat(problem.body()).contains("\"code\":\"preview-crashed\"");
    }

    @Test
    void saysSoWhenTheSocketIsGone() {
        previews.backends.backend = new Backend.Reachable(5173, Path.of("/nonexistent/x.sock"));

        assertThat(previews.get("/", "Cookie", previews.cookie()).status()).isEqualTo(502);
    }

    @Test
    void saysWhatIsMissingAndLooksAgain() {
        previews.backends.backend = new Backend.Silent(OptionalInt.of(5173), List.of(8000), false);

        var page = previews.get("/", "Cookie", previews.cookie(), "Sec-Fetch-Mode", "navigate");
        var problem = previews.get("/data", "Cookie", previews.cookie());

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("retry-after")).isEqualTo("1");
        assertThat(page.header("content-security-policy")).contains("script-src 'nonce-");
        assertThat(page.body()).contains("nothing listens on port 5173", "/.vivarium/port/8000", "Press Dev");
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.header("content-type")).isEqualTo("application/problem+json");
        assertThat(problem.body()).contains("\"code\":\"preview-not-listening\"");
    }

    @Test
    void saysWhyTheSandboxWasStopped() {
        previews.backends.backend = new Backend.Starting(Optional.of(Cause.IDLE));

        var page = previews.get("/", "Cookie", previews.cookie(), "Accept", "text/html");

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.body()).contains("is starting", "nothing happened for a while");
    }

    @Test
    void aPageThatWaitsNeitherStartsNorKeepsTheSandbox() {
        previews.backends.backend = new Backend.Silent(OptionalInt.of(5173), List.of(), true);
        var cookie = previews.cookie();

        assertThat(previews.get("/.vivarium/state", "Cookie", cookie).status()).isEqualTo(502);
        previews.serve(request -> request.response().end("up"));
        assertThat(previews.get("/.vivarium/state", "Cookie", cookie).status()).isEqualTo(204);

        assertThat(previews.backends.wakes).hasValue(0);
        assertThat(previews.backends.touches).hasValue(0);
    }

    @Test
    void countsTrafficAsUse() {
        previews.serve(request -> request.response().end("up"));

        previews.get("/", "Cookie", previews.cookie());

        await().untilAsserted(() -> assertThat(previews.backends.touches).hasPositiveValue());
    }

    @Test
    void boundsWhatIsOpenAtOnceAndCountsItBack() {
        try (var tight = new Previews("max-connections", "1")) {
            tight.serve(request -> {
                if (request.path().equals("/slow")) {
                    request.response().setChunked(true).write("…");
                } else {
                    request.response().end("ok");
                }
            });
            var cookie = tight.cookie();
            var slow = Previews.await(tight.client
                    .request(tight.request(HttpMethod.GET, "/slow").putHeader("Cookie", cookie))
                    .compose(request -> request.send()));

            assertThat(tight.get("/", "Cookie", cookie).body()).contains("preview-busy");
            slow.request().reset();
            await().untilAsserted(() ->
                    assertThat(tight.get("/", "Cookie", cookie).status()).isEqualTo(200));
        }
    }
}

package dev.vivarium.server.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreviewStreamingTest {

    private static final int PIECE = 64 * 1024;
    private static final long LARGE = 512L * 1024 * 1024;

    private final Previews previews = new Previews();

    @AfterEach
    void close() {
        previews.close();
    }

    @Test
    void handsOnEachEventAsItComes() {
        var app = Promise.<HttpServerRequest>promise();
        previews.serve(request -> {
            request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
            request.response().write("data: 1\n\n");
            app.complete(request);
        });
        var seen = new CopyOnWriteArrayList<String>();
        Previews.await(previews.client
                .request(previews.request(HttpMethod.GET, "/events").putHeader("Cookie", previews.cookie()))
                .compose(request -> request.send())
                .map(answer -> answer.handler(event -> seen.add(event.toString()))));

        await().untilAsserted(() -> assertThat(seen).containsExactly("data: 1\n\n"));
        Previews.await(app.future()).response().write("data: 2\n\n");
        await().untilAsserted(() -> assertThat(seen).containsExactly("data: 1\n\n", "data: 2\n\n"));
    }

    @Test
    void tellsTheAppWhenTheBrowserIsGone() {
        var gone = new AtomicBoolean();
        previews.serve(request -> {
            request.response().closeHandler(ignored -> gone.set(true));
            request.response().setChunked(true).write("…");
        });
        var answer = Previews.await(previews.client
                .request(previews.request(HttpMethod.GET, "/").putHeader("Cookie", previews.cookie()))
                .compose(request -> request.send()));

        answer.request().reset();

        await().untilTrue(gone);
    }

    @Test
    void sendsLargeAnswersAtThePaceOfTheReader() {
        var sent = new AtomicLong();
        previews.serve(request -> {
            request.response().putHeader("Content-Length", String.valueOf(LARGE));
            pour(request, sent);
        });
        var answer = Previews.await(previews.client
                .request(previews.request(HttpMethod.GET, "/").putHeader("Cookie", previews.cookie()))
                .compose(request -> request.send())
                .map(response -> {
                    response.pause();
                    return response;
                }));

        // Nobody reads: what was sent stands still far below the size of the answer.
        var before = new AtomicLong(-1);
        await().until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
        assertThat(sent.get()).isLessThan(LARGE / 8);

        var received = new AtomicLong();
        var end = Promise.<Void>promise();
        answer.handler(piece -> received.addAndGet(piece.length()));
        answer.endHandler(end::complete);
        answer.resume();
        Previews.await(end.future());
        assertThat(received).hasValue(LARGE);
    }

    private static void pour(HttpServerRequest request, AtomicLong sent) {
        var response = request.response();
        while (sent.get() < LARGE) {
            if (response.writeQueueFull()) {
                response.drainHandler(ignored -> pour(request, sent));
                return;
            }
            sent.addAndGet(PIECE);
            response.write(Buffer.buffer(new byte[PIECE]));
        }
        response.end();
    }

    @Test
    void takesLargeUploadsAtThePaceOfTheApp() {
        var received = new AtomicLong();
        var app = Promise.<HttpServerRequest>promise();
        previews.serve(request -> {
            request.pause();
            request.handler(piece -> received.addAndGet(piece.length()));
            request.endHandler(ignored -> request.response().end("done"));
            app.complete(request);
        });
        var outgoing = Previews.await(previews.client.request(previews.request(HttpMethod.POST, "/")
                .putHeader("Cookie", previews.cookie())
                .putHeader("Content-Length", String.valueOf(LARGE))));
        var answer = outgoing.response().compose(response -> response.body());
        var sent = new AtomicLong();
        fill(outgoing, sent);

        var slow = Previews.await(app.future());
        var before = new AtomicLong(-1);
        await().until(() -> before.getAndSet(sent.get()) == sent.get());
        assertThat(sent.get()).isLessThan(LARGE / 8);

        slow.resume();
        assertThat(Previews.await(answer).toString()).isEqualTo("done");
        assertThat(received).hasValue(LARGE);
    }

    private static void fill(HttpClientRequest outgoing, AtomicLong sent) {
        while (sent.get() < LARGE) {
            if (outgoing.writeQueueFull()) {
                outgoing.drainHandler(ignored -> fill(outgoing, sent));
                return;
            }
            sent.addAndGet(PIECE);
            outgoing.write(Buffer.buffer(new byte[PIECE]));
        }
        outgoing.end();
    }

    @Test
    void carriesWebSocketsWithSubprotocolAndLargeFramesBothWays() {
        var origin = Promise.<String>promise();
        previews.serve(request -> {
            origin.complete(request.getHeader("Origin") + " " + request.getHeader("Cookie"));
            request.toWebSocket().onSuccess(socket -> {
                // At once, together with the 101.
                socket.writeTextMessage("hello");
                socket.binaryMessageHandler(socket::writeBinaryMessage);
            });
        });
        var large = new byte[8 * 1024 * 1024];
        new Random(1).nextBytes(large);

        var socket = connect();
        var text = new CopyOnWriteArrayList<String>();
        var echo = Promise.<Buffer>promise();
        socket.textMessageHandler(text::add);
        socket.binaryMessageHandler(echo::complete);
        socket.resume();
        socket.writeBinaryMessage(Buffer.buffer(large));

        assertThat(Previews.await(echo.future()).getBytes()).isEqualTo(large);
        assertThat(text).containsExactly("hello");
        assertThat(Previews.await(origin.future())).isEqualTo("http://localhost:5173 null");
        await().untilAsserted(() -> assertThat(previews.backends.touches).hasValueGreaterThan(2));
    }

    @Test
    void endsAWebSocketOnBothSides() {
        var gone = new AtomicBoolean();
        previews.serve(
                request -> request.toWebSocket().onSuccess(socket -> socket.closeHandler(ignored -> gone.set(true))));

        connect().resume().close((short) 1000);

        await().untilTrue(gone);
    }

    @Test
    void handsOnTheRefusalOfAnUpgrade() {
        previews.serve(request -> request.response().setStatusCode(426).end("no sockets here"));

        var answer = previews.get(
                "/",
                "Cookie",
                previews.cookie(),
                "Connection",
                "Upgrade",
                "Upgrade",
                "websocket",
                "Sec-WebSocket-Version",
                "13",
                "Sec-WebSocket-Key",
                "dGhlIHNhbXBsZSBub25jZQ==");

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.body()).isEqualTo("no sockets here");
    }

    private WebSocket connect() {
        var options = new WebSocketConnectOptions();
        options.setServer(SocketAddress.inetSocketAddress(previews.port, "127.0.0.1"));
        options.setHost("demo.preview.localhost").setPort(previews.port).setURI("/");
        options.addHeader("Cookie", previews.cookie()).addHeader("Origin", previews.origin());
        options.setSubProtocols(List.of("vite-hmr"));
        var limits = new WebSocketClientOptions().setMaxFrameSize(16 << 20).setMaxMessageSize(16 << 20);
        return Previews.await(
                previews.vertx.createWebSocketClient(limits).connect(options).map(socket -> {
                    socket.pause();
                    return socket;
                }));
    }
}

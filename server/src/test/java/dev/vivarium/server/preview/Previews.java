package dev.vivarium.server.preview;

import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import dev.vivarium.server.platform.http.HostName;
import dev.vivarium.server.platform.http.Origins;
import dev.vivarium.server.project.ProjectId;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The previews' hosts on a port of their own, with apps behind Unix sockets instead of sandboxes. */
final class Previews implements AutoCloseable {

    static final int APP_PORT = 5173;

    final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    final HttpClient client = vertx.createHttpClient();
    private final Context loop = vertx.getOrCreateContext();
    final FakeBackends backends = new FakeBackends();
    final MemoryGrants grants = new MemoryGrants();
    final Admissions admissions;
    final Addresses addresses;
    final int port;
    private final Path folder;
    private final PreviewHandler handler;

    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    Previews(String... settings) {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
            folder = Files.createTempDirectory("pv");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        addresses = Origins.local(port);
        var config = config(settings);
        admissions = new Admissions(grants, config, addresses);
        handler = new PreviewHandler(vertx, addresses, admissions, backends, config);
        await(vertx.createHttpServer()
                .requestHandler(this::dispatch)
                .exceptionHandler(Throwable::printStackTrace)
                .listen(port, "127.0.0.1"));
    }

    static PreviewConfig config(String... settings) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(PreviewConfig.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withConverter(Duration.class, 200, new DurationConverter());
        for (int i = 0; i < settings.length; i += 2) {
            builder.withDefaultValue("vivarium.preview." + settings[i], settings[i + 1]);
        }
        return builder.build().getConfigMapping(PreviewConfig.class);
    }

    private void dispatch(HttpServerRequest request) {
        switch (addresses.classify(request.getHeader("Host"))) {
            case HostName.Preview preview -> handler.handle(request, preview);
            case HostName.Ide ide -> request.response().end("the IDE");
            case HostName.Unknown unknown ->
                request.response().setStatusCode(421).end();
        }
    }

    String host() {
        return "demo.preview.localhost:" + port;
    }

    String origin() {
        return "http://" + host();
    }

    static PreviewHost demo() {
        return new PreviewHost(new ProjectId("demo"), OptionalInt.empty());
    }

    /** Makes {@code app} the backend. */
    HttpServer serve(Handler<HttpServerRequest> app) {
        var socket = folder.resolve("app" + System.nanoTime() + ".sock");
        var server = vertx.createHttpServer(new HttpServerOptions()
                        .setWebSocketSubProtocols(List.of("vite-hmr"))
                        .setMaxWebSocketFrameSize(16 << 20)
                        .setMaxWebSocketMessageSize(16 << 20))
                .requestHandler(app);
        await(server.listen(SocketAddress.domainSocketAddress(socket.toString())));
        backends.backend = new Backend.Reachable(APP_PORT, socket);
        return server;
    }

    interface Conversation {
        void with(SocketChannel channel) throws IOException;
    }

    /** Makes a backend that speaks for itself, one connection after the other, and closes each afterwards. */
    void serveRaw(Conversation conversation) throws IOException {
        var socket = folder.resolve("raw" + System.nanoTime() + ".sock");
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (var channel = server.accept()) {
                    conversation.with(channel);
                } catch (IOException closed) {
                    return;
                }
            }
        });
        backends.backend = new Backend.Reachable(APP_PORT, socket);
    }

    static void say(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static String hear(SocketChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(64 * 1024);
        channel.read(buffer);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    }

    /** Lets a browser in. @return its {@code Cookie} */
    String cookie() {
        var secret = Secret.random("vps_");
        grants.keep(secret, new Grant(MemoryGrants.OWNER, demo(), Optional.empty()));
        return "__Host-vivarium-preview=" + secret.value();
    }

    RequestOptions request(HttpMethod method, String uri) {
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .setHost("demo.preview.localhost")
                .setPort(port)
                .setMethod(method)
                .setURI(uri);
    }

    Answer send(HttpMethod method, String uri, Map<String, String> headers, String body) {
        var options = request(method, uri);
        headers.forEach(options::putHeader);
        var answer = Promise.<Answer>promise();
        // All on one event loop: a body that comes while another thread is still asking for it would be lost.
        loop.runOnContext(ignored -> client.request(options)
                .compose(request -> body.isEmpty() ? request.send() : request.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(bytes -> {
                    var fields = new LinkedHashMap<String, String>();
                    response.headers()
                            .forEach((name, value) ->
                                    fields.merge(name.toLowerCase(Locale.ROOT), value, (one, two) -> one + "\n" + two));
                    return new Answer(response.statusCode(), fields, bytes.toString());
                }))
                .onComplete(answer));
        return await(answer.future());
    }

    Answer get(String uri, String... headers) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return send(HttpMethod.GET, uri, map, "");
    }

    /** What the server sends for these bytes until it closes. */
    String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException exception) {
            throw new AssertionError(exception);
        }
    }

    @Override
    public void close() {
        handler.close();
        await(vertx.close());
    }
}

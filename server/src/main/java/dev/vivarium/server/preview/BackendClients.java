package dev.vivarium.server.preview;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.ContextInternal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One pool of kept-alive connections per event loop, so that a request and its answer never change threads. */
final class BackendClients implements AutoCloseable {

    /** Node closes idle connections after 5 s; one that is closed while a request is on its way fails it. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private final Vertx vertx;
    private final PreviewConfig config;
    private final ConcurrentHashMap<EventLoop, HttpClient> clients = new ConcurrentHashMap<>();

    BackendClients(Vertx vertx, PreviewConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    HttpClient current() {
        var loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        var present = clients.get(loop);
        return present != null ? present : clients.computeIfAbsent(loop, absent -> create());
    }

    private HttpClient create() {
        var options = new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setMaxChunkSize(64 * 1024)
                .setMaxInitialLineLength(16 * 1024)
                .setMaxHeaderSize((int) config.maxResponseHeaders().asLongValue())
                .setConnectTimeout((int)
                        TimeUnit.NANOSECONDS.toMillis(config.connectTimeout().toNanos()))
                .setIdleTimeout(0);
        // The number of connections is bounded per project before one is asked for.
        return vertx.createHttpClient(
                options,
                new PoolOptions().setHttp1MaxSize(config.maxConnections()).setMaxWaitQueueSize(-1));
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::close);
    }
}

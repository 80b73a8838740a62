package dev.vivarium.sandbox.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

/** Real servers on this machine's loopback. */
final class Loopback {

    private Loopback() {}

    interface Service<T> {
        T serve(SocketChannel client) throws IOException;
    }

    static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    static int port(ServerSocketChannel server) throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    static <T> CompletableFuture<T> serveOne(ServerSocketChannel server, Service<T> service) {
        var result = new CompletableFuture<T>();
        Thread.ofVirtual().start(() -> {
            try (var client = server.accept()) {
                result.complete(service.serve(client));
            } catch (IOException failed) {
                result.completeExceptionally(failed);
            }
        });
        return result;
    }
}

package dev.vivarium.sandbox.oci;

import dev.vivarium.posix.Descriptor;
import dev.vivarium.posix.Namespaces;
import dev.vivarium.posix.PosixException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes sockets inside the network namespaces of sandboxes. A socket belongs to the namespace in which it was made, whoever uses
 * it then; so one platform thread goes in, makes it, and comes home, and everything that may block happens elsewhere.
 */
final class NetworkDoor implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sandbox-network").factory());
    private final Descriptor home;

    NetworkDoor() throws IOException {
        home = Descriptor.open(Path.of("/proc/self/ns/net"));
    }

    /** An unconnected socket inside. */
    SocketChannel socket(Descriptor namespace, ProtocolFamily family) throws IOException {
        return inside(namespace, () -> SocketChannel.open(family));
    }

    /** Listens on 127.0.0.1 inside. */
    ServerSocketChannel listen(Descriptor namespace, int port) throws IOException {
        return inside(namespace, () -> {
            var listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
            try {
                var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                return listener.bind(new InetSocketAddress(loopback, port), BACKLOG);
            } catch (IOException e) {
                listener.close();
                throw e;
            }
        });
    }

    private <T> T inside(Descriptor namespace, Callable<T> body) throws IOException {
        try {
            return thread.submit(() -> {
                        Namespaces.enterNetwork(namespace);
                        try {
                            return body.call();
                        } finally {
                            goHome();
                        }
                    })
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    // A thread that stayed inside would keep a namespace alive, and lend it to the next socket: better no thread.
    private void goHome() {
        try {
            Namespaces.enterNetwork(home);
        } catch (PosixException e) {
            throw new AssertionError("cannot leave a sandbox's network", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        home.close();
    }
}

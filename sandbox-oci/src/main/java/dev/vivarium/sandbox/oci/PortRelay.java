package dev.vivarium.sandbox.oci;

import dev.vivarium.posix.Descriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** One port of a sandbox as a Unix socket. Its connections are closed with it. */
final class PortRelay implements AutoCloseable {

    private static final int CONNECTIONS = 512;
    private static final int BUFFER = 32 * 1024;
    private static final int CONNECT_MILLIS = 5_000;

    private final NetworkDoor door;
    private final Descriptor namespace;
    private final int port;
    private final Path path;
    private final ServerSocketChannel listener;
    private final Semaphore free = new Semaphore(CONNECTIONS);
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    PortRelay(NetworkDoor door, Descriptor namespace, int port, Path path, int gid) throws IOException {
        this.door = door;
        this.namespace = namespace;
        this.port = port;
        this.path = path;
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(path), 128);
            Files.setAttribute(path, "unix:gid", gid);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
        } catch (IOException e) {
            close();
            throw e;
        }
        Thread.ofVirtual().name("port-" + port).start(this::accept);
    }

    Path path() {
        return path;
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                free.acquireUninterruptibly();
                var outside = listener.accept();
                open.add(outside);
                Thread.ofVirtual().name("port-" + port + "-in").start(() -> serve(outside));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SocketChannel outside) {
        try (outside;
                var inside = connect()) {
            open.add(inside);
            try {
                var back = Thread.ofVirtual().name("port-" + port + "-out").start(() -> pump(inside, outside));
                pump(outside, inside);
                back.join();
            } finally {
                open.remove(inside);
            }
        } catch (IOException | InterruptedException refused) {
            // The caller sees its connection closed: nothing listens there.
            return;
        } finally {
            open.remove(outside);
            free.release();
        }
    }

    private SocketChannel connect() throws IOException {
        try {
            return connect(StandardProtocolFamily.INET, new byte[] {127, 0, 0, 1});
        } catch (IOException onlyOnIpv6) {
            return connect(StandardProtocolFamily.INET6, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        }
    }

    private SocketChannel connect(StandardProtocolFamily family, byte[] loopback) throws IOException {
        var channel = door.socket(namespace, family);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(new InetSocketAddress(InetAddress.getByAddress(loopback), port), CONNECT_MILLIS);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    // Ends with one direction; what breaks it breaks both, so that neither side waits for bytes that cannot come.
    private static void pump(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            Files.deleteIfExists(path);
        } catch (IOException left) {
            System.getLogger(PortRelay.class.getName())
                    .log(System.Logger.Level.WARNING, "port socket is left behind", left);
        }
        open.forEach(PortRelay::close);
    }
}

package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.client.wire.Deadlines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Carries bytes both ways until both ends are done, or neither had anything to say for too long. */
final class Relay implements AutoCloseable {

    private static final int BUFFER = 8 << 10;
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final SocketChannel client;
    private final SocketChannel server;
    private final Duration idle;
    private volatile long lastMove = System.nanoTime();

    Relay(SocketChannel client, SocketChannel server, Duration idle) {
        this.client = client;
        this.server = server;
        this.idle = idle;
    }

    void run() throws InterruptedException {
        try (var _ = Deadlines.every(LOOK, this::closeWhenIdle)) {
            var up = Thread.ofVirtual().name("egress-up").start(() -> carry(client, server));
            carry(server, client);
            up.join();
        } finally {
            close();
        }
    }

    private void carry(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer.clear()) >= 0) {
                Heads.write(to, buffer.flip());
                lastMove = System.nanoTime();
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            close();
        }
    }

    private void closeWhenIdle() {
        if (System.nanoTime() - lastMove > idle.toNanos()) {
            close();
        }
    }

    @Override
    public void close() {
        Quietly.close(client);
        Quietly.close(server);
    }
}

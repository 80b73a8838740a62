package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.client.wire.Answer;
import dev.vivarium.sandbox.client.wire.Json;
import dev.vivarium.sandbox.client.wire.WireChannel;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Takes connections from admitted peers, a bounded number at a time, and gives each a thread. Owns the listener. */
final class ManagerServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ManagerServer.class.getName());

    static final int CONNECTIONS = 1024;
    private static final Duration TO_COMPLETE = Duration.ofSeconds(5);

    private final ServerSocketChannel listener;
    private final Peers peers;
    private final Verbs verbs;
    private final Duration toComplete;
    private final Semaphore places = new Semaphore(CONNECTIONS);
    private final Set<WireChannel> connections = ConcurrentHashMap.newKeySet();

    ManagerServer(ServerSocketChannel listener, Peers peers, Verbs verbs) {
        this(listener, peers, verbs, TO_COMPLETE);
    }

    ManagerServer(ServerSocketChannel listener, Peers peers, Verbs verbs, Duration toComplete) {
        this.listener = listener;
        this.peers = peers;
        this.verbs = verbs;
        this.toComplete = toComplete;
    }

    void start() {
        Thread.ofVirtual().name("accept").start(this::accept);
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                admit(listener.accept());
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException exhausted) {
                LOG.log(System.Logger.Level.ERROR, "Cannot accept connections: {0}", exhausted.toString());
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private void admit(SocketChannel socket) {
        var channel = new WireChannel(socket);
        if (!places.tryAcquire()) {
            Thread.ofVirtual().start(() -> turnAway(channel));
            return;
        }
        connections.add(channel);
        Thread.ofVirtual().name("connection").start(() -> {
            try (channel) {
                if (admitted(socket)) {
                    new Conversation(verbs, channel, toComplete).run();
                }
            } finally {
                connections.remove(channel);
                places.release();
            }
        });
    }

    private boolean admitted(SocketChannel socket) {
        try {
            var peer = Peers.of(socket);
            if (peers.admits(peer)) {
                return true;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Closed a connection of a process that may not speak here user={0}",
                    peer);
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "A peer left before it was asked who it is");
        }
        return false;
    }

    private static void turnAway(WireChannel channel) {
        try (channel) {
            channel.writeMessage(Json.bytes(new Answer.Refused(
                    Reason.UNAVAILABLE, "The sandbox manager has " + CONNECTIONS + " connections, its most.")));
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "A peer did not wait to be turned away");
        }
    }

    /** Takes no more connections; those that are there go on. */
    void stopAccepting() {
        try {
            listener.close();
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "Closing the listener failed: {0}", gone.toString());
        }
    }

    @Override
    public void close() {
        stopAccepting();
        connections.forEach(WireChannel::close);
    }
}

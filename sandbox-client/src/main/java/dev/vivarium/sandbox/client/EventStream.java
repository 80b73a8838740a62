package dev.vivarium.sandbox.client;

import dev.vivarium.sandbox.SandboxEngine.Subscription;
import dev.vivarium.sandbox.SandboxEvent;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.client.wire.Request;
import dev.vivarium.sandbox.client.wire.WireChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One listener's stream of events, on a thread of its own, sought again whenever it is lost. */
final class EventStream implements Subscription {

    private static final Duration RETRY = Duration.ofMillis(100);
    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());

    private final Connections connections;
    private final Consumer<SandboxEvent> listener;
    private volatile boolean closed;
    private volatile @Nullable WireChannel current;

    private EventStream(Connections connections, Consumer<SandboxEvent> listener) {
        this.connections = connections;
        this.listener = listener;
    }

    /** Returns once the manager counts us in, or is known to be away: no event after this call is missed unsaid. */
    static EventStream start(Connections connections, Consumer<SandboxEvent> listener) {
        var events = new EventStream(connections, listener);
        var first = events.connect();
        Thread.ofVirtual().name("sandbox-events").start(() -> events.run(first));
        return events;
    }

    private void run(@Nullable WireChannel first) {
        var stream = first;
        while (!ended()) {
            if (stream != null) {
                pump(stream);
            }
            if (ended()) {
                return;
            }
            tell(new SandboxEvent.Away());
            stream = seek();
            if (stream != null) {
                tell(new SandboxEvent.Back());
            }
        }
    }

    private @Nullable WireChannel seek() {
        while (!ended()) {
            var stream = connect();
            if (stream != null) {
                return stream;
            }
            LockSupport.parkNanos(RETRY.toNanos());
        }
        return null;
    }

    private @Nullable WireChannel connect() {
        try {
            var stream = connections.stream(new Request.Subscribe());
            current = stream;
            if (closed) {
                connections.hangUp(stream);
            }
            return stream;
        } catch (SandboxException away) {
            return null;
        }
    }

    private void pump(WireChannel stream) {
        try {
            while (!closed) {
                tell(stream.readFrame().event());
            }
        } catch (IOException lost) {
            // Told as Away by the caller, unless it was us who hung up.
        } finally {
            connections.hangUp(stream);
        }
    }

    private void tell(SandboxEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "A listener failed on a sandbox event", fault);
        }
    }

    private boolean ended() {
        return closed || connections.closed();
    }

    @Override
    public void close() {
        closed = true;
        var stream = current;
        if (stream != null) {
            connections.hangUp(stream);
        }
    }
}

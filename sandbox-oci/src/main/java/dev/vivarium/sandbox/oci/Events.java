package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.SandboxEngine.Subscription;
import dev.vivarium.sandbox.SandboxEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Tells listeners of events, in order, on one thread of its own. */
final class Events implements AutoCloseable {

    private final List<Consumer<SandboxEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sandbox-events").factory());

    Subscription subscribe(Consumer<SandboxEvent> listener) {
        // Wrapped, so that one listener subscribed twice is two.
        Consumer<SandboxEvent> entry = listener::accept;
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    void publish(SandboxEvent event) {
        if (!thread.isShutdown()) {
            thread.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        }
    }

    private static void tell(Consumer<SandboxEvent> listener, SandboxEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            System.getLogger(Events.class.getName()).log(System.Logger.Level.ERROR, "a listener failed", e);
        }
    }

    /** What was published is told before. */
    @Override
    public void close() {
        thread.close();
    }
}

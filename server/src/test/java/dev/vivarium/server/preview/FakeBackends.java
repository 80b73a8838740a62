package dev.vivarium.server.preview;

import dev.vivarium.server.project.ProjectId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend as a test says; counts what it is asked. */
final class FakeBackends implements Backends {

    volatile Backend backend = new Backend.Starting(Optional.empty());
    final AtomicInteger wakes = new AtomicInteger();
    final AtomicInteger touches = new AtomicInteger();

    @Override
    public CompletableFuture<Backend> resolve(PreviewHost host, boolean wake) {
        if (wake) {
            wakes.incrementAndGet();
        }
        return CompletableFuture.completedFuture(backend);
    }

    @Override
    public void touch(ProjectId project) {
        touches.incrementAndGet();
    }
}

package dev.vivarium.server.workspace;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Stands in where the kernel gives no watch: says that anything may have changed, every few seconds. */
final class BlindWatch {

    private static final long SECONDS = 3;

    private BlindWatch() {}

    /** @return ends it */
    static Runnable start(String name, Consumer<WorkspaceChange> told) {
        var stopped = new CountDownLatch(1);
        Thread.ofVirtual().name("watch-" + name).start(() -> {
            try {
                while (!stopped.await(SECONDS, TimeUnit.SECONDS)) {
                    told.accept(new WorkspaceChange.Overflow(WorkspacePath.ROOT));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        return stopped::countDown;
    }
}

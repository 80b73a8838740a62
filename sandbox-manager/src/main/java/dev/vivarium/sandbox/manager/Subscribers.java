package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.SandboxEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The queues of those who are told of events, so that the last ones reach them before the process ends. */
final class Subscribers {

    /** What follows the last event. */
    static final SandboxEvent LAST = new SandboxEvent.Away();

    private static final int CAPACITY = 1024;

    private final Set<BlockingQueue<SandboxEvent>> queues = new HashSet<>();

    synchronized BlockingQueue<SandboxEvent> join() {
        var queue = new ArrayBlockingQueue<SandboxEvent>(CAPACITY);
        queues.add(queue);
        return queue;
    }

    synchronized void leave(BlockingQueue<SandboxEvent> queue) {
        queues.removeIf(known -> known == queue);
        notifyAll();
    }

    /** Waits until all have what there is, though not for those who do not take it. */
    synchronized void dismiss(Duration patience) throws InterruptedException {
        queues.forEach(queue -> queue.offer(LAST));
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (!queues.isEmpty() && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }
}

package dev.vivarium.sandbox.client.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends blocking calls on a channel, which have no time-out of their own, by closing the channel under them. */
public final class Deadlines {

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private Deadlines() {}

    /** Closes {@code channel} after {@code limit} unless the result is closed before. */
    public static Deadline close(Closeable channel, Duration limit) {
        return new Deadline(TIMER.schedule(() -> quietly(channel), limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Runs a short task that does not block, again and again, until the result is closed. */
    public static Deadline every(Duration period, Runnable task) {
        long millis = period.toMillis();
        return new Deadline(TIMER.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS));
    }

    private static void quietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // It is closed for the thread that waits on it, which is what was wanted.
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    public record Deadline(ScheduledFuture<?> task) implements AutoCloseable {
        @Override
        public void close() {
            task.cancel(false);
        }
    }
}

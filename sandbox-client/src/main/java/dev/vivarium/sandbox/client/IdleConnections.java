package dev.vivarium.sandbox.client;

import dev.vivarium.sandbox.client.wire.WireChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The connections used last, kept for less time than the manager keeps its end, so that it never hangs up on a request. */
final class IdleConnections {

    private static final int KEPT = 16;
    private static final long MAX_AGE = Duration.ofSeconds(20).toNanos();

    private final Deque<Idle> idle = new ArrayDeque<>();

    Optional<WireChannel> take() {
        var expired = new ArrayList<Idle>();
        try {
            synchronized (this) {
                moveExpired(expired);
                return Optional.ofNullable(idle.pollFirst()).map(Idle::channel);
            }
        } finally {
            closeAll(expired);
        }
    }

    void put(WireChannel channel) {
        var expired = new ArrayList<Idle>();
        synchronized (this) {
            idle.addFirst(new Idle(channel, System.nanoTime()));
            moveExpired(expired);
        }
        closeAll(expired);
    }

    void close() {
        List<Idle> all;
        synchronized (this) {
            all = List.copyOf(idle);
            idle.clear();
        }
        closeAll(all);
    }

    private void moveExpired(List<Idle> expired) {
        long now = System.nanoTime();
        while (!idle.isEmpty() && (idle.size() > KEPT || now - idle.getLast().since() > MAX_AGE)) {
            expired.add(idle.removeLast());
        }
    }

    private static void closeAll(List<Idle> idle) {
        idle.forEach(each -> each.channel().close());
    }

    private record Idle(WireChannel channel, long since) {}
}

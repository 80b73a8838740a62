package dev.vivarium.server.stream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far a client says it has come. Until it says so for the first time nothing is waited for. */
final class Acknowledged {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private long offset = Long.MAX_VALUE;

    void advance(long to) {
        lock.lock();
        try {
            offset = offset == Long.MAX_VALUE ? to : Math.max(offset, to);
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void cancel() {
        lock.lock();
        try {
            offset = Long.MAX_VALUE - 1;
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return false when it did not come so far in time */
    boolean awaitAtLeast(long wanted, long seconds) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(seconds);
            while (offset < wanted) {
                if (left <= 0) {
                    return false;
                }
                left = advanced.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}

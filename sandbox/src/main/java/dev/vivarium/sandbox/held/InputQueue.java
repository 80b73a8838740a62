package dev.vivarium.sandbox.held;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Input on its way to a process: bounded, so that who writes waits, on any kind of thread, for a process that does not read. */
final class InputQueue {

    private static final int LIMIT = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int size;
    private boolean draining;
    private boolean closed;

    /** @param firstTime starts the thread that drains */
    void offer(byte[] bytes, Runnable firstTime) {
        lock.lock();
        try {
            while (size >= LIMIT && !closed) {
                changed.awaitUninterruptibly();
            }
            if (closed || bytes.length == 0) {
                return;
            }
            waiting.add(bytes.clone());
            size += bytes.length;
            changed.signalAll();
            if (!draining) {
                draining = true;
                firstTime.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what comes until the queue is closed or the process is gone. */
    void drain(RawProcess process) {
        try {
            for (var bytes = take(); bytes.length > 0; bytes = take()) {
                process.write(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
            }
        } catch (IOException gone) {
            close();
        }
    }

    private byte[] take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            var next = closed ? null : waiting.poll();
            if (next == null) {
                return new byte[0];
            }
            size -= next.length;
            changed.signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

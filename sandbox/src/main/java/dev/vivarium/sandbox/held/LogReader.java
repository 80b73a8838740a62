package dev.vivarium.sandbox.held;

import dev.vivarium.sandbox.ExecReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One reader of an {@link OutputLog}; its fields are guarded by the log's lock. */
final class LogReader implements ExecReader {

    private static final int CHUNK = 64 * 1024;

    private final OutputLog log;
    private final RingFile.Reader ring;
    private long position;
    private long allowance;
    private long lastTaken = System.nanoTime();
    private @Nullable Item last;

    LogReader(OutputLog log, RingFile.Reader ring, long position, long allowance) {
        this.log = log;
        this.ring = ring;
        this.position = position;
        this.allowance = allowance;
    }

    @Override
    public Item read() throws InterruptedException {
        long offset;
        int length;
        log.lock().lockInterruptibly();
        try {
            lastTaken = System.nanoTime();
            while (last == null && position == log.endNow() && log.statusNow() == null) {
                log.changed().await();
            }
            lastTaken = System.nanoTime();
            if (last != null) {
                return last;
            }
            if (position < log.start()) {
                var gap = new Item.Gap(position, log.start());
                position = log.start();
                return gap;
            }
            var status = log.statusNow();
            if (position == log.endNow() && status != null) {
                last = new Item.End(status);
                log.detach(this);
                return last;
            }
            offset = position;
            length = (int) Math.min(CHUNK, log.endNow() - position);
        } finally {
            log.lock().unlock();
        }
        return take(offset, length);
    }

    // Read without the lock: what lies ahead of an attached reader is not overwritten.
    private Item take(long offset, int length) {
        byte[] bytes;
        try {
            bytes = ring.read(offset, length);
        } catch (IOException closedOrInterrupted) {
            close();
            return new Item.Closed();
        }
        log.lock().lock();
        try {
            if (last != null) {
                return last;
            }
            position = offset + length;
            allowance = Math.min(allowance, Math.max(OutputLog.WINDOW, log.endNow() - position));
            log.changed().signalAll();
            return new Item.Bytes(offset, bytes);
        } finally {
            log.lock().unlock();
        }
    }

    @Override
    public void close() {
        log.lock().lock();
        try {
            shut();
            log.detach(this);
        } finally {
            log.lock().unlock();
        }
        try {
            ring.close();
        } catch (IOException nothingLost) {
            return;
        }
    }

    // Guarded by the log's lock, as are all that follow.

    boolean holdsBack(long end) {
        return end - Math.max(position, log.start()) > allowance;
    }

    long lastTaken() {
        return lastTaken;
    }

    void stall() {
        if (last == null) {
            last = new Item.Stalled();
        }
    }

    void shut() {
        if (last == null) {
            last = new Item.Closed();
        }
    }
}

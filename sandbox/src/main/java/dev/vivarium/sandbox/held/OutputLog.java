package dev.vivarium.sandbox.held;

import dev.vivarium.sandbox.ExecStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last bytes of a stream, each under its offset since the start, for one writer and any number of readers that each read
 * at their own speed. Nothing is dropped that an attached reader has yet to take: the writer waits for it. With nobody attached
 * the writer never waits and the oldest bytes go.
 */
final class OutputLog {

    /** How far behind the end a reader may be before the writer waits; a reader that starts further behind may not fall back. */
    static final long WINDOW = 1024 * 1024;

    private final RingFile file;
    private final Duration stallAfter;
    /** Held for a whole append, so that pieces follow each other; taken before {@link #lock}. */
    private final ReentrantLock writing = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<LogReader> readers = new HashSet<>();
    private long start;
    private long end;
    private ExecStatus.@Nullable Exited status;
    private boolean closed;

    OutputLog(RingFile file, Duration stallAfter) throws IOException {
        this.file = file;
        this.stallAfter = stallAfter;
        this.end = file.end();
        this.start = Math.max(0, end - file.capacity());
    }

    long end() {
        return locked(() -> end);
    }

    /**
     * Appends all of {@code bytes}, at most {@link #WINDOW} of them; blocks while an attached reader is too far behind. Ignored
     * once the log is complete.
     */
    void append(ByteBuffer bytes) throws IOException {
        writing.lock();
        try {
            if (status().isEmpty()) {
                appendAlone(bytes);
            }
        } finally {
            writing.unlock();
        }
    }

    private void appendAlone(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        long at;
        lock.lock();
        try {
            waitForReaders(length);
            at = end;
            start = Math.max(start, end + length - file.capacity());
        } finally {
            lock.unlock();
        }
        file.write(at, bytes);
        locked(() -> {
            end = at + length;
            changed.signalAll();
            return end;
        });
    }

    private void waitForReaders(int length) {
        long since = System.nanoTime();
        while (true) {
            long now = System.nanoTime();
            long wait = Long.MAX_VALUE;
            boolean blocked = false;
            for (var reader : Set.copyOf(readers)) {
                if (!reader.holdsBack(end + length)) {
                    continue;
                }
                long left = stallAfter.toNanos() - (now - Math.max(since, reader.lastTaken()));
                if (left <= 0) {
                    reader.stall();
                    readers.remove(reader);
                    changed.signalAll();
                } else {
                    blocked = true;
                    wait = Math.min(wait, left);
                }
            }
            if (!blocked) {
                return;
            }
            await(wait);
        }
    }

    // The pump is never interrupted by anybody; were it, it would have to go on all the same.
    private void await(long nanos) {
        try {
            changed.awaitNanos(nanos);
        } catch (InterruptedException ignored) {
            Thread.onSpinWait();
        }
    }

    /** Says that nothing more will come. What is kept can still be read; only the writer's side of the file is closed. */
    void complete(ExecStatus.Exited exited) throws IOException {
        locked(() -> {
            status = exited;
            changed.signalAll();
            return exited;
        });
        file.close();
    }

    /** Closes every reader, those to come included, so that nobody holds the writer back any more. */
    void closeReaders() {
        locked(() -> {
            closed = true;
            readers.forEach(LogReader::shut);
            readers.clear();
            changed.signalAll();
            return closed;
        });
    }

    Optional<ExecStatus.Exited> status() {
        return locked(() -> Optional.ofNullable(status));
    }

    LogReader attach(long since) throws IOException {
        var ring = file.reader();
        return locked(() -> {
            long wanted = Math.clamp(since, 0, end);
            var reader = new LogReader(this, ring, wanted, Math.max(WINDOW, end - Math.max(wanted, start)));
            if (closed) {
                reader.shut();
            } else {
                readers.add(reader);
            }
            return reader;
        });
    }

    /** Closes every reader, and lets go of the file. */
    void close() throws IOException {
        closeReaders();
        file.close();
    }

    // What follows is for the readers, which share the lock.

    ReentrantLock lock() {
        return lock;
    }

    Condition changed() {
        return changed;
    }

    long start() {
        return start;
    }

    long endNow() {
        return end;
    }

    ExecStatus.@Nullable Exited statusNow() {
        return status;
    }

    void detach(LogReader reader) {
        readers.remove(reader);
        changed.signalAll();
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}

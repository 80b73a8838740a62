package dev.vivarium.server.terminal;

import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.TerminalSize;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one client types, on its way to the shell: kept in order, from before the shell is up. Holds at most a megabyte and a bit;
 * then the socket is paused until the shell has read. Fed by the event loop, emptied by one virtual thread.
 */
final class Keyboard {

    private static final long HIGH_WATER = 1024 * 1024;

    private sealed interface Stroke {
        record Bytes(byte[] bytes) implements Stroke {}

        record Resize(TerminalSize size) implements Stroke {}
    }

    private final ServerWebSocket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Stroke> strokes = new ArrayDeque<>();
    private long waiting;
    private boolean paused;
    private boolean closed;
    private @Nullable TerminalSize latestSize;

    Keyboard(ServerWebSocket socket) {
        this.socket = socket;
    }

    void type(byte[] bytes) {
        if (bytes.length > 0) {
            put(new Stroke.Bytes(bytes), bytes.length);
        }
    }

    void resize(TerminalSize size) {
        put(new Stroke.Resize(size), 1);
    }

    /** The size last asked for, for a shell that is not there yet. */
    TerminalSize size() {
        lock.lock();
        try {
            return latestSize == null ? TerminalSize.DEFAULT : latestSize;
        } finally {
            lock.unlock();
        }
    }

    private void put(Stroke stroke, int size) {
        lock.lock();
        try {
            if (stroke instanceof Stroke.Resize resize) {
                latestSize = resize.size();
                // Of several in a row the last alone counts.
                if (strokes.peekLast() instanceof Stroke.Resize) {
                    strokes.removeLast();
                    waiting -= size;
                }
            }
            strokes.add(stroke);
            waiting += size;
            if (waiting > HIGH_WATER && !paused) {
                paused = true;
                socket.pause();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Passes everything on until closed. */
    void connect(Exec exec) throws InterruptedException, SandboxException {
        while (true) {
            var stroke = take();
            switch (stroke) {
                case null -> {
                    return;
                }
                case Stroke.Bytes(var bytes) -> exec.write(bytes);
                case Stroke.Resize(var size) -> exec.resize(size);
            }
        }
    }

    private @Nullable Stroke take() throws InterruptedException {
        lock.lock();
        try {
            while (strokes.isEmpty() && !closed) {
                changed.await();
            }
            if (closed) {
                return null;
            }
            var stroke = strokes.remove();
            waiting -= stroke instanceof Stroke.Bytes(var bytes) ? bytes.length : 1;
            if (paused && waiting < HIGH_WATER / 2) {
                paused = false;
                socket.resume();
            }
            return stroke;
        } finally {
            lock.unlock();
        }
    }
}

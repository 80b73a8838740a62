package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches directories by their inodes; {@code inotify(7)}. One thread reads and closes; watches and wake-ups may come from any.
 */
public final class Inotify implements AutoCloseable {

    private static final int NONBLOCK = 0x800;
    private static final int CLOEXEC = 0x80000;
    private static final int ONLY_DIRECTORY = 0x01000000;
    private static final int EXCLUDE_UNLINKED = 0x04000000;
    private static final int MASK = InotifyEvent.MODIFY
            | InotifyEvent.MOVED_FROM
            | InotifyEvent.MOVED_TO
            | InotifyEvent.CREATE
            | InotifyEvent.DELETE
            | ONLY_DIRECTORY
            | EXCLUDE_UNLINKED;
    private static final short POLLIN = 1;
    private static final int BUFFER = 64 * 1024;
    private static final int HEADER = 16;

    private static final MethodHandle INIT = NativeCall.of("inotify_init1", -1, JAVA_INT, JAVA_INT);
    private static final MethodHandle ADD_WATCH =
            NativeCall.of("inotify_add_watch", -1, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle REMOVE_WATCH =
            NativeCall.of("inotify_rm_watch", -1, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD = NativeCall.of("eventfd", -1, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle POLL = NativeCall.of("poll", -1, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle READ = NativeCall.of("read", -1, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = NativeCall.of("write", -1, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private final int queue;
    private final int wakeUp;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(BUFFER, 8);
    private final MemorySegment polled = arena.allocate(16, 8);

    private Inotify(int queue, int wakeUp) {
        this.queue = queue;
        this.wakeUp = wakeUp;
        polled.set(JAVA_INT, 0, queue);
        polled.set(JAVA_SHORT, 4, POLLIN);
        polled.set(JAVA_INT, 8, wakeUp);
        polled.set(JAVA_SHORT, 12, POLLIN);
    }

    /** Fails with {@code EMFILE} when the user has {@code fs.inotify.max_user_instances}. */
    public static Inotify create() throws PosixException {
        int queue = (int) NativeCall.run(
                "inotify_init1", (arena, capture) -> (int) INIT.invokeExact(capture, NONBLOCK | CLOEXEC));
        try {
            int wakeUp = (int) NativeCall.run(
                    "eventfd", (arena, capture) -> (int) EVENTFD.invokeExact(capture, 0, NONBLOCK | CLOEXEC));
            return new Inotify(queue, wakeUp);
        } catch (PosixException exception) {
            FileCalls.close(queue);
            throw exception;
        }
    }

    /**
     * Watches the directory, wherever it is moved. Fails with {@code ENOSPC} when the user has {@code max_user_watches}.
     *
     * @return the number that its events carry; the same again for the same inode
     */
    public int watch(DirectoryDescriptor directory) throws PosixException {
        var path = directory.magicLink().toString();
        return (int) NativeCall.run("inotify_add_watch", (arena, capture) ->
                (int) ADD_WATCH.invokeExact(capture, queue, arena.allocateFrom(path), MASK));
    }

    public void unwatch(int watch) {
        try {
            NativeCall.run(
                    "inotify_rm_watch", (arena, capture) -> (int) REMOVE_WATCH.invokeExact(capture, queue, watch));
        } catch (PosixException alreadyGone) {
            // Its directory was deleted: the kernel removed the watch.
        }
    }

    /** What happened since the last call, waiting for something at most so long; empty when woken or when the time is over. */
    public List<InotifyEvent> read(Duration timeout) throws PosixException {
        int millis = (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(timeout.toNanos(), 1_000_000L));
        NativeCall.run("poll", (unused, capture) -> (int) POLL.invokeExact(capture, polled, 2L, millis));
        if ((polled.get(JAVA_SHORT, 6) & POLLIN) == 0) {
            return List.of();
        }
        long length = NativeCall.run(
                "read", (unused, capture) -> (long) READ.invokeExact(capture, queue, buffer, buffer.byteSize()));
        return parse(length);
    }

    private List<InotifyEvent> parse(long length) {
        var events = new ArrayList<InotifyEvent>();
        for (long at = 0; at < length; ) {
            int nameLength = buffer.get(JAVA_INT, at + 12);
            events.add(new InotifyEvent(
                    buffer.get(JAVA_INT, at), buffer.get(JAVA_INT, at + 4), name(at + HEADER, nameLength)));
            at += HEADER + nameLength;
        }
        return events;
    }

    /** Padded with NULs. */
    private String name(long at, int length) {
        int end = 0;
        while (end < length && buffer.get(JAVA_BYTE, at + end) != 0) {
            end++;
        }
        return PathText.of(buffer.asSlice(at, end).toArray(JAVA_BYTE));
    }

    /** Ends a {@link #read} that waits, or the next one. */
    public void wakeUp() {
        try {
            NativeCall.run("write", (local, capture) -> {
                var one = local.allocate(JAVA_LONG);
                one.set(JAVA_LONG, 0, 1);
                return (long) WRITE.invokeExact(capture, wakeUp, one, 8L);
            });
        } catch (PosixException full) {
            // It was rung already.
        }
    }

    @Override
    public void close() {
        FileCalls.close(queue);
        FileCalls.close(wakeUp);
        arena.close();
    }
}

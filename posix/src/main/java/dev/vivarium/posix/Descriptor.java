package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file descriptor with one owner. Closed once; a call on a closed one fails with {@code EBADF} only as long as its number was
 * not given out again, so an owner ends its users first.
 */
public final class Descriptor implements AutoCloseable {

    private static final int O_CLOEXEC = 0x80000;
    private static final int O_NONBLOCK = 0x800;
    private static final int F_SETFL = 4;

    private static final MethodHandle OPEN = NativeCall.of("open", 2, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = NativeCall.of("close", -1, JAVA_INT, JAVA_INT);
    private static final MethodHandle READ = NativeCall.of("read", -1, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = NativeCall.of("write", -1, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle FCNTL = NativeCall.of("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle FCHOWN = NativeCall.of("fchown", -1, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Descriptor(int number) {
        this.number = number;
    }

    static Descriptor of(long number) {
        return new Descriptor(Math.toIntExact(number));
    }

    /** Opens for reading; {@code open(2)}. */
    public static Descriptor open(Path path) throws PosixException {
        return of(NativeCall.run("open " + path, (arena, errno) ->
                (int) OPEN.invokeExact(errno, arena.allocateFrom(path.toString()), O_CLOEXEC, 0)));
    }

    public int number() {
        return number;
    }

    /** From now on a read or write that would wait fails with {@link Errno#EAGAIN}. */
    public void nonBlocking() throws PosixException {
        NativeCall.run("fcntl", (arena, errno) -> (int) FCNTL.invokeExact(errno, number, F_SETFL, O_NONBLOCK));
    }

    public void changeOwner(int uid, int gid) throws PosixException {
        NativeCall.run("fchown", (arena, errno) -> (int) FCHOWN.invokeExact(errno, number, uid, gid));
    }

    /**
     * Fills a direct buffer with what there is.
     *
     * @return bytes read, or 0 at the end
     */
    public int read(ByteBuffer direct) throws PosixException {
        var segment = MemorySegment.ofBuffer(direct);
        int read = Math.toIntExact(NativeCall.run(
                "read", (arena, errno) -> (long) READ.invokeExact(errno, number, segment, segment.byteSize())));
        direct.position(direct.position() + read);
        return read;
    }

    /** Writes what the descriptor takes of a direct buffer. */
    public int write(ByteBuffer direct) throws PosixException {
        var segment = MemorySegment.ofBuffer(direct);
        int written = Math.toIntExact(NativeCall.run(
                "write", (arena, errno) -> (long) WRITE.invokeExact(errno, number, segment, segment.byteSize())));
        direct.position(direct.position() + written);
        return written;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                int ignored = closeNow();
            } catch (Throwable impossible) {
                throw new AssertionError("close", impossible);
            }
        }
    }

    // Linux frees the number even where close(2) reports an error or a signal, so it is never tried twice.
    private int closeNow() throws Throwable {
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            return (int) CLOSE.invokeExact(NativeCall.capture(arena), number);
        }
    }
}

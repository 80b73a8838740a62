package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** File system calls as they are, relative to a descriptor. Paths go in as the text form of {@link PathText}. */
final class FileCalls {

    /** Where an open may lead; {@code openat2(2)}. */
    static final long RESOLVE_NO_MAGICLINKS = 0x02;

    static final long RESOLVE_NO_SYMLINKS = 0x04;
    static final long RESOLVE_BENEATH = 0x08;

    static final int AT_REMOVEDIR = 0x200;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC_STATS = 0x7ff;

    private static final long SYS_OPENAT2 = 437;
    private static final int OPEN_HOW_BYTES = 24;
    /** A rename elsewhere during a resolution that holds ".." ends it with EAGAIN: the kernel asks to try again. */
    private static final int RESOLUTION_ATTEMPTS = 1000;

    private static final MethodHandle OPENAT2 =
            NativeCall.of("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle STATX =
            NativeCall.of("statx", -1, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle MKDIRAT = NativeCall.of("mkdirat", -1, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle UNLINKAT = NativeCall.of("unlinkat", -1, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RENAMEAT2 =
            NativeCall.of("renameat2", -1, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle READLINKAT =
            NativeCall.of("readlinkat", -1, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle CHMOD = NativeCall.of("chmod", -1, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle PWRITE =
            NativeCall.of("pwrite64", -1, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CLOSE = NativeCall.of("close", -1, JAVA_INT, JAVA_INT);

    private FileCalls() {}

    static int openBeneath(int directory, String path, long flags, int mode, long resolve) throws PosixException {
        for (int attempt = 1; ; attempt++) {
            try {
                return (int) NativeCall.run("openat2", (arena, capture) -> {
                    var how = arena.allocate(OPEN_HOW_BYTES, 8);
                    how.set(JAVA_LONG, 0, flags | OpenFlags.CLOEXEC);
                    how.set(JAVA_LONG, 8, mode);
                    how.set(JAVA_LONG, 16, resolve | RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
                    return (long) OPENAT2.invokeExact(
                            capture, SYS_OPENAT2, directory, cString(arena, path), how, (long) OPEN_HOW_BYTES);
                });
            } catch (PosixException exception) {
                if (exception.errno() != Errno.EAGAIN || attempt == RESOLUTION_ATTEMPTS) {
                    throw exception;
                }
            }
        }
    }

    /** Of the descriptor itself when the name is empty, else of the name in it, not following a link. */
    static FileStat stat(int descriptor, String name) throws PosixException {
        var result = new FileStat[1];
        NativeCall.run("statx", (arena, capture) -> {
            var statx = arena.allocate(FileStat.BYTES, 8);
            int status = (int) STATX.invokeExact(
                    capture,
                    descriptor,
                    cString(arena, name),
                    AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH,
                    STATX_BASIC_STATS,
                    statx);
            if (status == 0) {
                result[0] = FileStat.read(statx);
            }
            return status;
        });
        return result[0];
    }

    /** The same for a name that is already in native memory, into a buffer of the caller: a listing makes many of these. */
    static int stat(MemorySegment capture, int descriptor, MemorySegment name, MemorySegment statx) throws Throwable {
        return (int) STATX.invokeExact(capture, descriptor, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, statx);
    }

    static void makeDirectory(int directory, String name, int mode) throws PosixException {
        NativeCall.run("mkdirat", (arena, capture) ->
                (int) MKDIRAT.invokeExact(capture, directory, cString(arena, name), mode));
    }

    static void unlink(int directory, String name, int flags) throws PosixException {
        NativeCall.run("unlinkat", (arena, capture) ->
                (int) UNLINKAT.invokeExact(capture, directory, cString(arena, name), flags));
    }

    static void rename(int from, String name, int to, String newName, int flags) throws PosixException {
        NativeCall.run("renameat2", (arena, capture) ->
                (int) RENAMEAT2.invokeExact(capture, from, cString(arena, name), to, cString(arena, newName), flags));
    }

    static String readLink(int directory, String name) throws PosixException {
        var target = new byte[1][];
        NativeCall.run("readlinkat", (arena, capture) -> {
            var buffer = arena.allocate(4096);
            long length =
                    (long) READLINKAT.invokeExact(capture, directory, cString(arena, name), buffer, buffer.byteSize());
            if (length >= 0) {
                target[0] = buffer.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
            }
            return length;
        });
        return PathText.of(target[0]);
    }

    /** By the magic link: {@code fchmod} refuses an {@code O_PATH} descriptor. */
    static void changeMode(int descriptor, int mode) throws PosixException {
        NativeCall.run("chmod", (arena, capture) ->
                (int) CHMOD.invokeExact(capture, cString(arena, "/proc/self/fd/" + descriptor), mode));
    }

    static void writeAt(int descriptor, byte value, long position) throws PosixException {
        NativeCall.run("pwrite", (arena, capture) -> {
            var buffer = arena.allocate(1);
            buffer.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 0, value);
            return (long) PWRITE.invokeExact(capture, descriptor, buffer, 1L, position);
        });
    }

    static void close(int descriptor) {
        try {
            NativeCall.run("close", (arena, capture) -> (int) CLOSE.invokeExact(capture, descriptor));
        } catch (PosixException alreadyReleased) {
            // Linux frees the number whatever close(2) answers.
        }
    }

    private static MemorySegment cString(Arena arena, String text) {
        var bytes = PathText.bytes(text);
        var segment = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, segment, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment;
    }
}

package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.MethodHandle;

/** {@code open(2)} of a directory by a path that is ours, where no anchor is above it. */
final class NativeOpen {

    private static final MethodHandle OPEN = NativeCall.of("open", 2, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

    private NativeOpen() {}

    static int trusted(String path) throws PosixException {
        int flags = (int) (OpenFlags.PATH | OpenFlags.DIRECTORY | OpenFlags.CLOEXEC);
        return (int) NativeCall.run(
                "open", (arena, capture) -> (int) OPEN.invokeExact(capture, arena.allocateFrom(path), flags, 0));
    }
}

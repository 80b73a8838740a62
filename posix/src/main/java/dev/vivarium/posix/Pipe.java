package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.MethodHandle;

/** A pipe, both of whose ends are closed on exec; {@code pipe2(2)}. */
public record Pipe(Descriptor readEnd, Descriptor writeEnd) implements AutoCloseable {

    private static final int O_CLOEXEC = 0x80000;
    private static final MethodHandle PIPE2 = NativeCall.of("pipe2", -1, JAVA_INT, ADDRESS, JAVA_INT);

    public static Pipe create() throws PosixException {
        var ends = new int[2];
        NativeCall.run("pipe2", (arena, errno) -> {
            var pair = arena.allocate(JAVA_INT, 2);
            int result = (int) PIPE2.invokeExact(errno, pair, O_CLOEXEC);
            ends[0] = pair.getAtIndex(JAVA_INT, 0);
            ends[1] = pair.getAtIndex(JAVA_INT, 1);
            return result;
        });
        return new Pipe(Descriptor.of(ends[0]), Descriptor.of(ends[1]));
    }

    /** The read end of a pipe that nobody writes: an empty input whose owner can be changed, unlike that of {@code /dev/null}. */
    public static Descriptor empty() throws PosixException {
        var pipe = create();
        pipe.writeEnd.close();
        return pipe.readEnd;
    }

    @Override
    public void close() {
        readEnd.close();
        writeEnd.close();
    }
}

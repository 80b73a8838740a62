package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.invoke.MethodHandle;

/** What is done to the master side of a pseudoterminal; {@code ioctl_tty(2)}. */
public final class Terminals {

    private static final long TIOCSWINSZ = 0x5414;
    private static final MethodHandle IOCTL = NativeCall.of("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);

    private Terminals() {}

    /** Sets the size, of which the foreground process group is told by SIGWINCH. */
    public static void resize(Descriptor master, int columns, int rows) throws PosixException {
        NativeCall.run("ioctl TIOCSWINSZ", (arena, errno) -> {
            var size = arena.allocate(JAVA_SHORT, 4);
            size.setAtIndex(JAVA_SHORT, 0, (short) rows);
            size.setAtIndex(JAVA_SHORT, 1, (short) columns);
            return (int) IOCTL.invokeExact(errno, master.number(), TIOCSWINSZ, size);
        });
    }
}

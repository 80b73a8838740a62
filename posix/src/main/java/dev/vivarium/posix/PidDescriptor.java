package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/** Processes by descriptor and by number; {@code pidfd_open(2)}, {@code kill(2)}. */
public final class PidDescriptor {

    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    // The same number on x86-64 and aarch64; glibc has wrappers from 2.36 on only.
    private static final long PIDFD_OPEN = 434;
    private static final long PIDFD_SEND_SIGNAL = 424;

    private static final MethodHandle OPEN = NativeCall.of("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle SEND =
            NativeCall.of("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

    private PidDescriptor() {}

    /** A descriptor of the process, readable once it has ended. */
    public static Descriptor open(int pid) throws PosixException {
        return Descriptor.of(
                NativeCall.run("pidfd_open", (arena, errno) -> (long) OPEN.invokeExact(errno, PIDFD_OPEN, pid, 0)));
    }

    /** Signals the very process that was opened, never another that got its number. */
    public static void signal(Descriptor process, int signal) throws PosixException {
        try {
            NativeCall.run("pidfd_send_signal", (arena, errno) -> (long) SEND.invokeExact(
                    errno, PIDFD_SEND_SIGNAL, process.number(), signal, java.lang.foreign.MemorySegment.NULL, 0));
        } catch (PosixException e) {
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }
}

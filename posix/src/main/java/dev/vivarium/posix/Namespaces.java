package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.MethodHandle;

/** Namespaces of the calling platform thread, and of it alone; {@code setns(2)}. Never to be called on a virtual thread. */
public final class Namespaces {

    private static final int CLONE_NEWNET = 0x40000000;
    private static final MethodHandle SETNS = NativeCall.of("setns", -1, JAVA_INT, JAVA_INT, JAVA_INT);

    private Namespaces() {}

    /** @param namespace of a file {@code /proc/<pid>/ns/net} */
    public static void enterNetwork(Descriptor namespace) throws PosixException {
        NativeCall.run("setns", (arena, errno) -> (int) SETNS.invokeExact(errno, namespace.number(), CLONE_NEWNET));
    }
}

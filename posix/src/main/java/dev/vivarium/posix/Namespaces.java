package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Namespaces of the calling platform thread, and of it alone; {@code setns(2)}. Never to be called on a virtual thread. */
public final class Namespaces {

    private static final int CLONE_NEWNS = 0x00020000;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final long MS_REC_SLAVE = 0x4000 | 0x80000;
    private static final int MNT_DETACH = 2;

    private static final MethodHandle SETNS = NativeCall.of("setns", -1, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle UNSHARE = NativeCall.of("unshare", -1, JAVA_INT, JAVA_INT);
    private static final MethodHandle MOUNT =
            NativeCall.of("mount", -1, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle UMOUNT2 = NativeCall.of("umount2", -1, JAVA_INT, ADDRESS, JAVA_INT);

    private Namespaces() {}

    /** @param namespace of a file {@code /proc/<pid>/ns/net} */
    public static void enterNetwork(Descriptor namespace) throws PosixException {
        NativeCall.run("setns", (arena, errno) -> (int) SETNS.invokeExact(errno, namespace.number(), CLONE_NEWNET));
    }

    /** Gives the thread, and the children that it spawns, mounts of their own: they follow the machine's, and change none of them. */
    public static void ownMounts() throws PosixException {
        NativeCall.run("unshare", (arena, errno) -> (int) UNSHARE.invokeExact(errno, CLONE_NEWNS));
        NativeCall.run("mount slave", (arena, errno) -> (int) MOUNT.invokeExact(
                errno,
                arena.allocateFrom("none"),
                arena.allocateFrom("/"),
                MemorySegment.NULL,
                MS_REC_SLAVE,
                MemorySegment.NULL));
    }

    /** Takes a mount out of the thread's view. */
    public static void unmount(Path path) throws PosixException {
        NativeCall.run("umount " + path, (arena, errno) ->
                (int) UMOUNT2.invokeExact(errno, arena.allocateFrom(path.toString()), MNT_DETACH));
    }
}

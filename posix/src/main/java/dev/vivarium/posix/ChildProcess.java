package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;

/**
 * A child process with the three given descriptors and no other; {@code posix_spawn(3)}. Unlike {@link ProcessBuilder} it
 * starts no helper in between, and its end can be polled for along with its output.
 */
public final class ChildProcess implements AutoCloseable {

    // Larger than glibc's structures on every architecture; they are opaque.
    private static final long STRUCTURE_BYTES = 512;
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;

    private static final MethodHandle SPAWN =
            NativeCall.of("posix_spawn", -1, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ACTIONS_INIT = pointers("posix_spawn_file_actions_init", 1);
    private static final MethodHandle ACTIONS_DESTROY = pointers("posix_spawn_file_actions_destroy", 1);
    private static final MethodHandle ADD_DUP =
            NativeCall.of("posix_spawn_file_actions_adddup2", -1, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle ADD_CLOSE_FROM =
            NativeCall.of("posix_spawn_file_actions_addclosefrom_np", -1, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle ATTRIBUTES_INIT = pointers("posix_spawnattr_init", 1);
    private static final MethodHandle SET_MASK = pointers("posix_spawnattr_setsigmask", 2);
    private static final MethodHandle SET_DEFAULT = pointers("posix_spawnattr_setsigdefault", 2);
    private static final MethodHandle SET_FLAGS =
            NativeCall.of("posix_spawnattr_setflags", -1, JAVA_INT, ADDRESS, java.lang.foreign.ValueLayout.JAVA_SHORT);
    private static final MethodHandle SIGFILLSET = pointers("sigfillset", 1);
    private static final MethodHandle SIGEMPTYSET = pointers("sigemptyset", 1);
    private static final MethodHandle WAITPID = NativeCall.of("waitpid", -1, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

    private final int pid;
    private final Descriptor ended;

    private ChildProcess(int pid, Descriptor ended) {
        this.pid = pid;
        this.ended = ended;
    }

    private static MethodHandle pointers(String name, int count) {
        var arguments = new java.lang.foreign.ValueLayout[count];
        java.util.Arrays.fill(arguments, ADDRESS);
        return NativeCall.of(name, -1, JAVA_INT, arguments);
    }

    /** @param command the first is an absolute path */
    public static ChildProcess spawn(
            List<String> command, Map<String, String> environment, Descriptor in, Descriptor out, Descriptor err)
            throws PosixException {
        long pid = NativeCall.run("posix_spawn " + command.getFirst(), (arena, errno) -> {
            var actions = arena.allocate(STRUCTURE_BYTES, 16);
            var attributes = arena.allocate(STRUCTURE_BYTES, 16);
            check((int) ACTIONS_INIT.invokeExact(errno, actions));
            try {
                redirect(errno, actions, in, out, err);
                signals(arena, errno, attributes);
                var spawned = arena.allocate(JAVA_INT);
                var path = arena.allocateFrom(command.getFirst());
                check((int) SPAWN.invokeExact(
                        errno,
                        spawned,
                        path,
                        actions,
                        attributes,
                        strings(arena, command),
                        strings(
                                arena,
                                environment.entrySet().stream()
                                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                                        .toList())));
                return spawned.get(JAVA_INT, 0);
            } finally {
                check((int) ACTIONS_DESTROY.invokeExact(errno, actions));
            }
        });
        return new ChildProcess(Math.toIntExact(pid), PidDescriptor.open(Math.toIntExact(pid)));
    }

    // In dup2's order none of the three overwrites another only while none of them is 0, 1 or 2; a JVM's are not.
    private static void redirect(
            MemorySegment errno, MemorySegment actions, Descriptor in, Descriptor out, Descriptor err)
            throws Throwable {
        check((int) ADD_DUP.invokeExact(errno, actions, in.number(), 0));
        check((int) ADD_DUP.invokeExact(errno, actions, out.number(), 1));
        check((int) ADD_DUP.invokeExact(errno, actions, err.number(), 2));
        check((int) ADD_CLOSE_FROM.invokeExact(errno, actions, 3));
    }

    // A JVM blocks and handles signals for itself: a child starts with none blocked and every one at its default.
    private static void signals(Arena arena, MemorySegment errno, MemorySegment attributes) throws Throwable {
        var set = arena.allocate(STRUCTURE_BYTES, 16);
        check((int) ATTRIBUTES_INIT.invokeExact(errno, attributes));
        check((int) SIGEMPTYSET.invokeExact(errno, set));
        check((int) SET_MASK.invokeExact(errno, attributes, set));
        check((int) SIGFILLSET.invokeExact(errno, set));
        check((int) SET_DEFAULT.invokeExact(errno, attributes, set));
        check((int) SET_FLAGS.invokeExact(errno, attributes, (short) (SETSIGDEF | SETSIGMASK)));
    }

    private static MemorySegment strings(Arena arena, List<String> values) {
        var array = arena.allocate(ADDRESS, values.size() + 1L);
        for (int i = 0; i < values.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(values.get(i)));
        }
        return array;
    }

    // The posix_spawn family returns the error number instead of setting errno.
    private static void check(int error) throws PosixException {
        if (error != 0) {
            throw new PosixException("posix_spawn", error);
        }
    }

    public int pid() {
        return pid;
    }

    /** Readable once the process has ended. */
    public Descriptor ended() {
        return ended;
    }

    /** Waits for the end and reaps; to be called once. Its exit code, or 128 + signal. */
    public int await() throws PosixException {
        var status = new int[1];
        NativeCall.run("waitpid", (arena, errno) -> {
            var result = arena.allocate(JAVA_INT);
            int waited = (int) WAITPID.invokeExact(errno, pid, result, 0);
            status[0] = result.get(JAVA_INT, 0);
            return waited;
        });
        int signal = status[0] & 0x7f;
        return signal == 0 ? (status[0] >> 8) & 0xff : 128 + signal;
    }

    @Override
    public void close() {
        ended.close();
    }
}

package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Unix stream socket that takes one connection and from it one descriptor, as OCI's console socket; {@code unix(7)}. */
public final class DescriptorReceiver implements AutoCloseable {

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM_CLOEXEC = 1 | 0x80000;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int PATH_MAX = 107;

    private static final MethodHandle SOCKET = NativeCall.of("socket", -1, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = NativeCall.of("bind", -1, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle LISTEN = NativeCall.of("listen", -1, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle ACCEPT4 =
            NativeCall.of("accept4", -1, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle RECVMSG = NativeCall.of("recvmsg", -1, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);

    private final Path path;
    private final Descriptor socket;

    private DescriptorReceiver(Path path, Descriptor socket) {
        this.path = path;
        this.socket = socket;
    }

    public static DescriptorReceiver listen(Path path) throws PosixException {
        var socket = Descriptor.of(NativeCall.run(
                "socket", (arena, errno) -> (int) SOCKET.invokeExact(errno, AF_UNIX, SOCK_STREAM_CLOEXEC, 0)));
        try {
            NativeCall.run("bind " + path, (arena, errno) ->
                    (int) BIND.invokeExact(errno, socket.number(), address(arena, path), 2 + PATH_MAX + 1));
            NativeCall.run("listen", (arena, errno) -> (int) LISTEN.invokeExact(errno, socket.number(), 1));
            return new DescriptorReceiver(path, socket);
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
    }

    private static MemorySegment address(Arena arena, Path path) throws PosixException {
        var bytes = path.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > PATH_MAX) {
            throw new PosixException("bind " + path, Errno.ENAMETOOLONG);
        }
        var address = arena.allocate(2L + PATH_MAX + 1, 8);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, address, 2, bytes.length);
        return address;
    }

    public Path path() {
        return path;
    }

    /** Readable once somebody has connected. */
    public Descriptor socket() {
        return socket;
    }

    /** Takes the connection, and the descriptor that comes over it. */
    public Descriptor receive() throws PosixException {
        try (var connection = Descriptor.of(NativeCall.run("accept4", (arena, errno) -> (int)
                ACCEPT4.invokeExact(errno, socket.number(), MemorySegment.NULL, MemorySegment.NULL, SOCK_CLOEXEC)))) {
            return Descriptor.of(NativeCall.run("recvmsg", (arena, errno) -> receive(arena, errno, connection)));
        }
    }

    // struct msghdr and cmsghdr as on every 64-bit Linux.
    private static long receive(Arena arena, MemorySegment errno, Descriptor connection) throws Throwable {
        var data = arena.allocate(4096, 8);
        var vector = arena.allocate(16, 8);
        vector.set(ADDRESS, 0, data);
        vector.set(JAVA_LONG, 8, data.byteSize());
        var control = arena.allocate(24, 8);
        var message = arena.allocate(56, 8);
        message.set(ADDRESS, 16, vector);
        message.set(JAVA_LONG, 24, 1);
        message.set(ADDRESS, 32, control);
        message.set(JAVA_LONG, 40, control.byteSize());
        long received = (long) RECVMSG.invokeExact(errno, connection.number(), message, MSG_CMSG_CLOEXEC);
        if (received < 0) {
            return received;
        }
        boolean carries = message.get(JAVA_LONG, 40) >= 20
                && control.get(JAVA_INT, 8) == SOL_SOCKET
                && control.get(JAVA_INT, 12) == SCM_RIGHTS;
        if (!carries) {
            throw new PosixException("recvmsg without a descriptor", Errno.EINVAL);
        }
        return control.get(JAVA_INT, 16);
    }

    @Override
    public void close() {
        socket.close();
        try {
            Files.deleteIfExists(path);
        } catch (IOException left) {
            // The folder goes with the instance's run directory.
        }
    }
}

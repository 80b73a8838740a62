package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Reads a directory by {@code getdents64(2)}, entry by entry. Neither thread-safe nor a snapshot. */
public final class DirectoryReader implements AutoCloseable {

    private static final MethodHandle GETDENTS64 =
            NativeCall.of("getdents64", -1, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final int BUFFER = 64 * 1024;
    private static final int NAME_OFFSET = 19;

    private final int descriptor;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(BUFFER, 8);
    private final MemorySegment statx = arena.allocate(FileStat.BYTES, 8);
    private final MemorySegment capture = NativeCall.allocateCapture(arena);
    private long position;
    private long end;

    DirectoryReader(int descriptor) {
        this.descriptor = descriptor;
    }

    /** The next child with its type alone; of an unknown type it costs a {@code statx}. */
    public Optional<DirectoryEntry> next() throws PosixException {
        return next(false);
    }

    /** The next child with its state. */
    public Optional<DirectoryEntry> nextWithStat() throws PosixException {
        return next(true);
    }

    private Optional<DirectoryEntry> next(boolean withStat) throws PosixException {
        while (position < end || fill()) {
            long start = position;
            position += Short.toUnsignedInt(buffer.get(JAVA_SHORT, start + 16));
            var name = buffer.asSlice(start + NAME_OFFSET, position - start - NAME_OFFSET);
            if (!isSelfOrParent(name)) {
                return Optional.of(entry(name, buffer.get(JAVA_BYTE, start + 18), withStat));
            }
        }
        return Optional.empty();
    }

    private boolean fill() throws PosixException {
        position = 0;
        end = NativeCall.run("getdents64", (unused, state) ->
                (long) GETDENTS64.invokeExact(state, descriptor, buffer, buffer.byteSize()));
        return end > 0;
    }

    private static boolean isSelfOrParent(MemorySegment name) {
        return name.get(JAVA_BYTE, 0) == '.'
                && (name.get(JAVA_BYTE, 1) == 0 || name.get(JAVA_BYTE, 1) == '.' && name.get(JAVA_BYTE, 2) == 0);
    }

    private DirectoryEntry entry(MemorySegment name, byte kind, boolean withStat) {
        int length = 0;
        while (name.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        var text = PathText.of(name.asSlice(0, length).toArray(JAVA_BYTE));
        var type = type(kind);
        if (!withStat && type.isPresent()) {
            return new DirectoryEntry(text, type.get(), null);
        }
        if (!stat(name)) {
            return new DirectoryEntry(text, type.orElse(FileType.SPECIAL), null);
        }
        var stat = FileStat.read(statx);
        return new DirectoryEntry(text, stat.type(), stat);
    }

    /** @return whether it is still there */
    private boolean stat(MemorySegment name) {
        try {
            return FileCalls.stat(capture, descriptor, name, statx) == 0;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** {@code d_type}; some file systems do not say. */
    private static Optional<FileType> type(byte kind) {
        return switch (kind) {
            case 0 -> Optional.empty();
            case 4 -> Optional.of(FileType.DIRECTORY);
            case 8 -> Optional.of(FileType.REGULAR);
            case 10 -> Optional.of(FileType.SYMBOLIC_LINK);
            default -> Optional.of(FileType.SPECIAL);
        };
    }

    @Override
    public void close() {
        FileCalls.close(descriptor);
        arena.close();
    }
}

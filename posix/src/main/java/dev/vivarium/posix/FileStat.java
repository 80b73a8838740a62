package dev.vivarium.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/**
 * The state of an inode; {@code statx(2)}.
 *
 * @param mode permission bits with set-id and sticky, without the type
 * @param device major and minor number in one; with {@code inode} it names the file
 * @param modified nanoseconds since the epoch
 * @param changed nanoseconds since the epoch at which content, owner, mode or links changed; nobody can set it back
 */
public record FileStat(
        FileType type, int mode, int owner, long device, long inode, long size, long modified, long changed) {

    static final int BYTES = 256;
    private static final int PERMISSIONS = 0xFFF;
    private static final long NANOS = 1_000_000_000L;

    static FileStat read(MemorySegment statx) {
        int mode = Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, 28));
        long major = Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, 136));
        long minor = Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, 140));
        return new FileStat(
                FileType.ofMode(mode),
                mode & PERMISSIONS,
                statx.get(ValueLayout.JAVA_INT, 20),
                major << 32 | minor,
                statx.get(ValueLayout.JAVA_LONG, 32),
                statx.get(ValueLayout.JAVA_LONG, 40),
                nanos(statx, 112),
                nanos(statx, 96));
    }

    private static long nanos(MemorySegment statx, long offset) {
        return statx.get(ValueLayout.JAVA_LONG, offset) * NANOS
                + Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, offset + 8));
    }

    public Instant modifiedAt() {
        return Instant.ofEpochSecond(Math.floorDiv(modified, NANOS), Math.floorMod(modified, NANOS));
    }

    public boolean isRegular() {
        return type == FileType.REGULAR;
    }

    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    /** Whether both describe one inode. */
    public boolean isSameFile(FileStat other) {
        return device == other.device && inode == other.inode;
    }
}

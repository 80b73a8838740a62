package dev.vivarium.posix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file description, by its number. It holds on to the inode, whatever happens to names meanwhile. One made by locating a
 * path ({@code O_PATH}) has opened nothing: it can be looked at, and then opened by {@link #open}.
 */
public sealed class FileHandle implements AutoCloseable permits DirectoryDescriptor {

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    FileHandle(int number) {
        this.number = number;
    }

    public final int number() {
        if (closed.get()) {
            throw new IllegalStateException("the handle is closed");
        }
        return number;
    }

    public final FileStat stat() throws PosixException {
        return FileCalls.stat(number(), "");
    }

    public final void changeMode(int mode) throws PosixException {
        FileCalls.changeMode(number(), mode);
    }

    /** Opens the very inode. The caller has seen by {@link #stat} that it is a regular file: others may block. */
    public final FileChannel open(OpenOption... options) throws IOException {
        return FileChannel.open(magicLink(), options);
    }

    /** Leads to the inode, not to a name: {@code proc_pid_fd(5)}. */
    public final Path magicLink() {
        return Path.of("/proc/self/fd/" + number());
    }

    /** Writes one byte; for a failure's exact error number, which the JDK does not tell. */
    public final void probeWrite(long position) throws PosixException {
        FileCalls.writeAt(number(), (byte) 0, position);
    }

    @Override
    public final void close() {
        if (closed.compareAndSet(false, true)) {
            FileCalls.close(number);
        }
    }
}

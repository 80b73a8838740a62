package dev.vivarium.posix;

import java.io.IOException;

/** A system call that failed. */
public final class PosixException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int errno;

    public PosixException(String call, int errno) {
        super(call + ": errno " + errno);
        this.errno = errno;
    }

    /** One of {@link Errno}, or another number of {@code errno(3)}. */
    public int errno() {
        return errno;
    }
}

package dev.vivarium.posix;

/** Flags of {@code open(2)}; two of them have other numbers on aarch64. */
final class OpenFlags {

    private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

    static final long READ_ONLY = 0;
    static final long WRITE_ONLY = 1;
    static final long CREATE = 0x40;
    static final long EXCLUSIVE = 0x80;
    static final long CLOEXEC = 0x80000;
    static final long PATH = 0x200000;
    static final long DIRECTORY = ARM ? 0x4000 : 0x10000;
    static final long NO_FOLLOW = ARM ? 0x8000 : 0x20000;

    private OpenFlags() {}
}

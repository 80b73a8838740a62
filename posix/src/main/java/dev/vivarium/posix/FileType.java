package dev.vivarium.posix;

/** What an inode is, as far as callers tell kinds apart. */
public enum FileType {
    REGULAR,
    DIRECTORY,
    SYMBOLIC_LINK,
    /** FIFO, socket or device: opening one may block or have an effect. */
    SPECIAL;

    private static final int S_IFMT = 0xF000;

    static FileType ofMode(int mode) {
        return switch (mode & S_IFMT) {
            case 0x8000 -> REGULAR;
            case 0x4000 -> DIRECTORY;
            case 0xA000 -> SYMBOLIC_LINK;
            default -> SPECIAL;
        };
    }
}

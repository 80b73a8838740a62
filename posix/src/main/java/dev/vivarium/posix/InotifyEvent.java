package dev.vivarium.posix;

/**
 * Something that happened in a watched directory; {@code inotify(7)}.
 *
 * @param watch the number that {@link Inotify#watch} gave, -1 when the queue overflowed and events are lost
 * @param name of the child, empty when it is the directory itself
 */
public record InotifyEvent(int watch, int mask, String name) {

    static final int MODIFY = 0x2;
    static final int MOVED_FROM = 0x40;
    static final int MOVED_TO = 0x80;
    static final int CREATE = 0x100;
    static final int DELETE = 0x200;
    private static final int QUEUE_OVERFLOW = 0x4000;
    private static final int IGNORED = 0x8000;
    private static final int IS_DIRECTORY = 0x40000000;

    public boolean appeared() {
        return (mask & (CREATE | MOVED_TO)) != 0;
    }

    public boolean vanished() {
        return (mask & (DELETE | MOVED_FROM)) != 0;
    }

    public boolean isDirectory() {
        return (mask & IS_DIRECTORY) != 0;
    }

    /** The watch is gone: removed, or its directory was deleted. */
    public boolean ended() {
        return (mask & IGNORED) != 0;
    }

    public boolean overflowed() {
        return (mask & QUEUE_OVERFLOW) != 0;
    }
}

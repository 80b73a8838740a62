package dev.vivarium.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.invoke.MethodHandle;

/** Waits for descriptors; {@code poll(2)}. */
public final class Poll {

    public static final short IN = 1;
    public static final short OUT = 4;

    /** Without end. */
    public static final int FOREVER = -1;

    private static final int ENTRY_BYTES = 8;
    private static final MethodHandle POLL = NativeCall.of("poll", -1, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private Poll() {}

    /** What is waited for, and whether it, an error or a hang-up was there. */
    public static final class Entry {
        private final Descriptor descriptor;
        private final short events;
        private boolean ready;

        public Entry(Descriptor descriptor, short events) {
            this.descriptor = descriptor;
            this.events = events;
        }

        public boolean ready() {
            return ready;
        }
    }

    /** Blocks its platform thread until an entry is ready. */
    public static boolean await(int timeoutMillis, Entry... entries) throws PosixException {
        long ready = NativeCall.run("poll", (arena, errno) -> {
            var array = arena.allocate((long) ENTRY_BYTES * entries.length, 8);
            for (int i = 0; i < entries.length; i++) {
                array.set(JAVA_INT, (long) i * ENTRY_BYTES, entries[i].descriptor.number());
                array.set(JAVA_SHORT, (long) i * ENTRY_BYTES + 4, entries[i].events);
            }
            int result = (int) POLL.invokeExact(errno, array, (long) entries.length, timeoutMillis);
            for (int i = 0; i < entries.length; i++) {
                entries[i].ready = array.get(JAVA_SHORT, (long) i * ENTRY_BYTES + 6) != 0;
            }
            return result;
        });
        return ready > 0;
    }
}

package dev.vivarium.sandbox;

/** One reader of an exec's log. Used by one thread at a time; {@link #close()} may come from any and ends a blocked read. */
public interface ExecReader extends AutoCloseable {

    /** What a read gives. */
    sealed interface Item {

        /** Bytes of the log; the first has offset {@code offset}. */
        record Bytes(long offset, byte[] bytes) implements Item {}

        /** The bytes from {@code from} to before {@code to} are no longer kept. */
        record Gap(long from, long to) implements Item {}

        /** The log is complete and was read to its end. */
        record End(ExecStatus.Exited status) implements Item {}

        /** This reader took nothing for too long and was closed; the process goes on. */
        record Stalled() implements Item {}

        /** This reader was closed, or the engine's side went away. */
        record Closed() implements Item {}
    }

    /** Blocks until there is something; {@code End}, {@code Stalled} and {@code Closed} are the last items. */
    Item read() throws InterruptedException;

    @Override
    void close();
}

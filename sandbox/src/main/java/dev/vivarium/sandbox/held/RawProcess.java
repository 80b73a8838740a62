package dev.vivarium.sandbox.held;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A process as its engine sees it, before it is held. Owned by one {@link HeldExec}, which closes it after its end. */
public interface RawProcess extends AutoCloseable {

    /** How it ended; the cause is what the kernel did to it, if that can be told. */
    record End(int exitCode, Optional<Cause> cause) {}

    /**
     * Blocks for output, on a platform thread of its own. The answer is -1 once the process has ended, all that it started was
     * ended too, and what they had written was read.
     *
     * @param direct has room; is filled from its position on
     */
    int read(ByteBuffer direct) throws IOException;

    /** Writes all of it to the terminal, on a platform thread of its own; returns early once the process is gone. */
    void write(ByteBuffer direct) throws IOException;

    void resize(TerminalSize size) throws IOException;

    /** Kills the process and all that it started; does not wait for it. Any thread, any number of times. */
    void kill();

    /** To be asked once {@link #read} has answered -1. */
    End end();

    @Override
    void close();
}

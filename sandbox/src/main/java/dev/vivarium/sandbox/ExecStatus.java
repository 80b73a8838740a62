package dev.vivarium.sandbox;

import java.time.Instant;
import java.util.Optional;

/** Where an exec stands. {@code logEnd} is the number of bytes that it has written so far. */
public sealed interface ExecStatus {

    Instant startedAt();

    long logEnd();

    record Running(Instant startedAt, long logEnd) implements ExecStatus {}

    /**
     * The process is gone, what it left behind too, and its log is complete.
     *
     * @param exitCode its own, or 128 + signal when it was killed
     * @param cause why it was killed, when the platform or the kernel did it
     */
    record Exited(Instant startedAt, Instant endedAt, int exitCode, Optional<Cause> cause, long logEnd)
            implements ExecStatus {}
}

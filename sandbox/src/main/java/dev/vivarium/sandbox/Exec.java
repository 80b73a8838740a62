package dev.vivarium.sandbox;

import java.util.concurrent.CompletionStage;

/**
 * A process in a sandbox, held by the engine's side together with its log: it outlives whoever looks at it. Every byte it
 * wrote has an offset, counted from 0; the last 64 MiB are kept, after the end too, until {@link #forget()}.
 */
public interface Exec {

    ExecId id();

    SandboxId sandbox();

    ExecStatus status();

    /** Completes with {@link ExecStatus.Exited} once the process is gone and its log complete. */
    CompletionStage<ExecStatus.Exited> exited();

    /**
     * Reads the log from {@code since} on, then what comes. While attached the reader paces the process: it blocks rather
     * than have a byte dropped. A reader that takes nothing for 10 s is closed, the process goes on.
     *
     * @param since offset of the first byte wanted; beyond the end means from the end on
     */
    ExecReader attach(long since) throws SandboxException;

    /** Writes to the terminal. Blocks while the process does not read. Ignored once it is gone, and without a terminal. */
    void write(byte[] bytes) throws SandboxException;

    void resize(TerminalSize size) throws SandboxException;

    /** Kills the process and all that it started, and has it report {@code cause}. Does nothing once it is gone. */
    void kill(Cause cause) throws SandboxException;

    /** Ends it if it runs, and deletes its log. */
    void forget() throws SandboxException;
}

package dev.vivarium.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes sandboxes and runs processes in them. Calls block; each may come from any thread. An engine knows nothing of projects
 * or accounts, and keeps what it holds when its caller goes away: after a restart {@link #list()} and {@link #find} give it back.
 */
public interface SandboxEngine extends AutoCloseable {

    EngineInfo info() throws SandboxException;

    List<Stack> stacks() throws SandboxException;

    /** Creates the sandbox and returns once processes can be started in it. Where it fails nothing is left behind. */
    void create(SandboxSpec spec) throws SandboxException;

    List<SandboxStatus> list() throws SandboxException;

    Usage usage(SandboxId id) throws SandboxException;

    /** TCP ports on which something in the sandbox listens, on any address, ascending. Those of the platform are left out. */
    List<Integer> ports(SandboxId id) throws SandboxException;

    /**
     * A Unix stream socket, each connection to which is one to {@code 127.0.0.1:port} inside (then {@code [::1]:port}), whether
     * or not something listens now; closed at once where nothing does. It is gone when the sandbox ends.
     */
    Path portSocket(SandboxId id, int port) throws SandboxException;

    Exec exec(SandboxId id, ExecSpec spec) throws SandboxException;

    /** An exec of any sandbox, ended ones included, until it was forgotten. */
    Optional<Exec> find(ExecId id) throws SandboxException;

    /**
     * Ends the sandbox and everything in it: its first process is told (SIGTERM), then all are killed. Returns once no process,
     * mount, cgroup or network namespace is left. Execs that run report {@code cause}. Does nothing when it is gone.
     */
    void stop(SandboxId id, Cause cause) throws SandboxException;

    /** Tells {@code listener}, on a thread of the engine's, of every event from now on, until the subscription is closed. */
    Subscription subscribe(Consumer<SandboxEvent> listener);

    /** Lets go of the engine without ending its sandboxes. */
    @Override
    void close();

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

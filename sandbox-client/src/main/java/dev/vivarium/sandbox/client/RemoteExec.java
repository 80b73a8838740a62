package dev.vivarium.sandbox.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.TerminalSize;
import dev.vivarium.sandbox.client.wire.ExecView;
import dev.vivarium.sandbox.client.wire.Limits;
import dev.vivarium.sandbox.client.wire.Request;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/** An exec that the manager holds. What it last said is remembered, for when the manager is away. */
final class RemoteExec implements Exec {

    private final Connections connections;
    private final ExecId id;
    private final SandboxId sandbox;
    private final ExitWait exit;

    /** Fair, so that input arrives in the order in which it was written, whichever thread wrote it. */
    private final ReentrantLock input = new ReentrantLock(true);

    private volatile ExecStatus last;

    RemoteExec(Connections connections, ExecView view) {
        this.connections = connections;
        this.id = view.id();
        this.sandbox = view.sandbox();
        this.last = view.status();
        this.exit = new ExitWait(connections, id, this::status);
        exit.whenEnded(status -> last = status);
        remember(view.status());
    }

    @Override
    public ExecId id() {
        return id;
    }

    @Override
    public SandboxId sandbox() {
        return sandbox;
    }

    @Override
    public ExecStatus status() {
        if (last instanceof ExecStatus.Running) {
            try {
                remember(connections.call(new Request.Status(id), new TypeReference<>() {}));
            } catch (SandboxException away) {
                return last;
            }
        }
        return last;
    }

    @Override
    public CompletionStage<ExecStatus.Exited> exited() {
        return exit.stage();
    }

    @Override
    public ExecReader attach(long since) throws SandboxException {
        var stream = connections.stream(new Request.Attach(id, since));
        return new RemoteReader(stream, () -> connections.hangUp(stream), this::remember);
    }

    @Override
    public void write(byte[] bytes) throws SandboxException {
        input.lock();
        try {
            for (int from = 0; from < bytes.length; from += Limits.INPUT) {
                int to = Math.min(bytes.length, from + Limits.INPUT);
                unlessForgotten(new Request.Write(id, Arrays.copyOfRange(bytes, from, to)));
            }
        } finally {
            input.unlock();
        }
    }

    @Override
    public void resize(TerminalSize size) throws SandboxException {
        unlessForgotten(new Request.Resize(id, size));
    }

    @Override
    public void kill(Cause cause) throws SandboxException {
        unlessForgotten(new Request.Kill(id, cause));
    }

    @Override
    public void forget() throws SandboxException {
        unlessForgotten(new Request.Forget(id));
    }

    /** To an exec that was forgotten nothing can be done, as to one that is gone. */
    private void unlessForgotten(Request.Call request) throws SandboxException {
        try {
            connections.call(request);
        } catch (SandboxException refusal) {
            if (refusal.reason() != SandboxException.Reason.NOT_FOUND) {
                throw refusal;
            }
        }
    }

    private void remember(ExecStatus status) {
        last = status;
        if (status instanceof ExecStatus.Exited exited) {
            exit.complete(exited);
        }
    }
}

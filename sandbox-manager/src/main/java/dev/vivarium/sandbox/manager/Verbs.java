package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.client.wire.ExecView;
import dev.vivarium.sandbox.client.wire.Limits;
import dev.vivarium.sandbox.client.wire.Report;
import dev.vivarium.sandbox.client.wire.Request;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What each verb does, after what it asks for was checked again: the peer is trusted to be ours, not to be right. */
final class Verbs {

    private final SandboxEngine engine;
    private final Ceiling ceiling;
    private final Supplier<Report> doctor;
    private final Subscribers subscribers = new Subscribers();
    private volatile boolean ending;

    Verbs(SandboxEngine engine, Ceiling ceiling, Supplier<Report> doctor) {
        this.engine = engine;
        this.ceiling = ceiling;
        this.doctor = doctor;
    }

    /** From now on nothing new is started. */
    void end() {
        ending = true;
    }

    Subscribers subscribers() {
        return subscribers;
    }

    SandboxEngine engine() {
        return engine;
    }

    @Nullable
    Object call(Request.Call request) throws SandboxException {
        return switch (request) {
            case Request.Info() -> engine.info();
            case Request.Doctor() -> doctor.get();
            case Request.Stacks() -> engine.stacks();
            case Request.Create(SandboxSpec spec) -> create(spec);
            case Request.ListSandboxes() -> engine.list();
            case Request.UsageOf(SandboxId id) -> engine.usage(id);
            case Request.Ports(SandboxId id) -> engine.ports(id);
            case Request.PortSocket(SandboxId id, int port) -> portSocket(id, port);
            case Request.StartExec(SandboxId id, ExecSpec spec) -> start(id, spec);
            case Request.Find(ExecId id) -> engine.find(id).map(ExecView::of);
            case Request.Status(ExecId id) -> exec(id).status();
            case Request.Write(ExecId id, byte[] bytes) -> write(id, bytes);
            case Request.Resize(ExecId id, var size) -> nothing(() -> exec(id).resize(size));
            case Request.Kill(ExecId id, var cause) -> nothing(() -> exec(id).kill(cause));
            case Request.Forget(ExecId id) -> nothing(() -> exec(id).forget());
            case Request.Stop(SandboxId id, var cause) -> nothing(() -> engine.stop(id, cause));
        };
    }

    Exec exec(ExecId id) throws SandboxException {
        return engine.find(id)
                .orElseThrow(() -> new SandboxException(Reason.NOT_FOUND, "There is no exec " + id + "."));
    }

    private @Nullable Object create(SandboxSpec spec) throws SandboxException {
        refuseWhenEnding();
        ceiling.check(spec);
        return nothing(() -> engine.create(spec));
    }

    private ExecView start(SandboxId id, ExecSpec spec) throws SandboxException {
        refuseWhenEnding();
        ceiling.check(spec);
        return ExecView.of(engine.exec(id, spec));
    }

    private String portSocket(SandboxId id, int port) throws SandboxException {
        if (port < 1 || port > 65535) {
            throw new SandboxException(Reason.REFUSED, "A port is a number from 1 to 65535.");
        }
        return engine.portSocket(id, port).toString();
    }

    private @Nullable Object write(ExecId id, byte[] bytes) throws SandboxException {
        if (bytes.length > Limits.INPUT) {
            throw new SandboxException(Reason.REFUSED, "At most " + Limits.INPUT + " bytes can be typed at once.");
        }
        return nothing(() -> exec(id).write(bytes));
    }

    private void refuseWhenEnding() throws SandboxException {
        if (ending) {
            throw new SandboxException(Reason.UNAVAILABLE, "The sandbox manager is shutting down.");
        }
    }

    private static @Nullable Object nothing(Action action) throws SandboxException {
        action.run();
        return null;
    }

    private interface Action {
        void run() throws SandboxException;
    }
}

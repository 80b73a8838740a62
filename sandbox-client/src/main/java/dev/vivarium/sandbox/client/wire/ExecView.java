package dev.vivarium.sandbox.client.wire;

import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxId;

/** An exec as it stood when it was asked for. */
public record ExecView(ExecId id, SandboxId sandbox, ExecStatus status) {

    public static ExecView of(Exec exec) {
        return new ExecView(exec.id(), exec.sandbox(), exec.status());
    }
}

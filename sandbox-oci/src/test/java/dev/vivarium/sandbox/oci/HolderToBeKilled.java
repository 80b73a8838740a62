package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.WorkspaceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that holds a sandbox with an exec until it is killed. */
final class HolderToBeKilled {

    static final SandboxId SANDBOX = new SandboxId("survivor");
    static final WorkspaceName WORKSPACE = new WorkspaceName("survivor");
    static final ExecId EXEC = new ExecId("left");

    private HolderToBeKilled() {}

    public static void main(String[] instance) throws Exception {
        var engine = OciEngine.open(OciEngineOnThisMachine.config(instance[0]));
        engine.create(new SandboxSpec(SANDBOX, WORKSPACE, "static", Policy.DEFAULT, Map.of()));
        var exec = engine.exec(
                SANDBOX,
                new ExecSpec(
                        EXEC,
                        List.of("sh", "-c", "echo said; exec sleep 90.5"),
                        Map.of(),
                        Optional.empty(),
                        NetworkMode.NONE,
                        Optional.empty()));
        exec.attach(0).read();
        System.out.println("holds");
        Thread.currentThread().join();
    }
}

package dev.vivarium.sandbox.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.WorkspaceName;
import dev.vivarium.sandbox.contract.EngineUnderTest;
import dev.vivarium.sandbox.contract.SandboxEngineContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** All that an engine promises holds over the manager's socket too. Needs root and crun. */
class ManagerClientIT extends SandboxEngineContract {

    @Override
    protected EngineUnderTest open() throws Exception {
        return new ManagedEngine();
    }

    /** As the contract says, but what the socket between them still holds is read before the stall is heard of. */
    @Test
    @Override
    public void anAttachedReaderPacesTheProcessAndIsClosedWhenItStalls() throws Exception {
        var workspace = new WorkspaceName("stalling");
        var id = new SandboxId("stalling");
        subject().newWorkspace(workspace);
        var engine = subject().engine();
        engine.create(new SandboxSpec(id, workspace, "static", Policy.DEFAULT, Map.of()));
        var flood = List.of("sh", "-c", "head -c 40000000 /dev/zero; echo done");
        var exec = engine.exec(
                id,
                new ExecSpec(
                        new ExecId("flood"), flood, Map.of(), Optional.empty(), NetworkMode.NONE, Optional.empty()));
        try (var reader = exec.attach(0)) {
            await().during(Duration.ofSeconds(1)).until(() -> exec.status().logEnd() < 4_000_000);
            assertThat(exec.exited()
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS)
                            .exitCode())
                    .isZero();
            var item = reader.read();
            while (item instanceof Item.Bytes) {
                item = reader.read();
            }
            assertThat(item).isInstanceOf(Item.Stalled.class);
        } finally {
            engine.stop(id, Cause.STOPPED_BY_OPERATOR);
            exec.forget();
        }
    }
}

package dev.vivarium.sandbox.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.TerminalSize;
import dev.vivarium.sandbox.WorkspaceName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Medians on this machine, printed; the bounds are several times what was measured, and only catch a change in kind. */
class OciEngineSpeedIT {

    private static final int ROUNDS = 20;

    @Test
    void sandboxesAndTerminalsAreQuick() throws Exception {
        var create = new long[ROUNDS];
        var exec = new long[ROUNDS];
        var prompt = new long[ROUNDS];
        var stop = new long[ROUNDS];
        try (var subject = OciEngineOnThisMachine.open()) {
            var workspace = new WorkspaceName("speed");
            subject.newWorkspace(workspace);
            for (int i = 0; i < ROUNDS; i++) {
                var id = new SandboxId("speed-" + i);
                long begin = System.nanoTime();
                subject.engine().create(new SandboxSpec(id, workspace, "static", Policy.DEFAULT, Map.of()));
                create[i] = System.nanoTime() - begin;
                begin = System.nanoTime();
                firstOutput(subject, id, new ExecId("run-" + i), List.of("echo", "x"), Optional.empty());
                exec[i] = System.nanoTime() - begin;
                begin = System.nanoTime();
                firstOutput(subject, id, new ExecId("shell-" + i), List.of("bash"), Optional.of(TerminalSize.DEFAULT));
                prompt[i] = System.nanoTime() - begin;
                begin = System.nanoTime();
                subject.engine().stop(id, Cause.IDLE);
                stop[i] = System.nanoTime() - begin;
            }
        }
        System.out.printf(
                "create %d us, exec to output %d us, prompt %d us, stop %d us%n",
                median(create), median(exec), median(prompt), median(stop));
        assertThat(median(create) + median(exec)).isLessThan(200_000);
        assertThat(median(prompt)).isLessThan(200_000);
        assertThat(median(stop)).isLessThan(1_000_000);
    }

    private static void firstOutput(
            OciEngineOnThisMachine subject,
            SandboxId sandbox,
            ExecId id,
            List<String> command,
            Optional<TerminalSize> terminal)
            throws Exception {
        var exec = subject.engine()
                .exec(sandbox, new ExecSpec(id, command, Map.of(), terminal, NetworkMode.NONE, Optional.empty()));
        try (ExecReader reader = exec.attach(0)) {
            assertThat(reader.read()).isInstanceOf(Item.Bytes.class);
        }
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1000;
    }
}

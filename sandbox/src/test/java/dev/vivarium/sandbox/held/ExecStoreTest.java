package dev.vivarium.sandbox.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecStoreTest {

    private static final ExecId ID = new ExecId("one");
    private static final SandboxId SANDBOX = new SandboxId("box");

    @TempDir
    Path folder;

    private static HeldExec hold(ExecStore store, FakeProcess process) throws SandboxException {
        return store.hold(ID, SANDBOX, Optional.empty(), () -> process, () -> {});
    }

    private static ExecStatus.Exited end(HeldExec exec) throws Exception {
        return exec.exited().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anEndedExecIsFoundByTheNextHolder() throws Exception {
        var process = new FakeProcess();
        var exec = hold(ExecStore.open(folder), process);
        process.says("kept");
        process.exits(3);
        var end = end(exec);
        var again = ExecStore.open(folder).find(ID).orElseThrow();
        assertThat(again.status()).isEqualTo(end);
        assertThat(new String(((Item.Bytes) again.attach(0).read()).bytes())).isEqualTo("kept");
    }

    @Test
    void anExecWhoseHolderDiedIsLostWithItsLogKept() throws Exception {
        var process = new FakeProcess();
        var exec = hold(ExecStore.open(folder), process);
        process.says("half");
        Awaitility.await().until(() -> exec.status() instanceof ExecStatus.Running running && running.logEnd() == 4);
        var lost = ExecStore.open(folder).find(ID).orElseThrow();
        assertThat(end(lost).cause()).contains(Cause.ENGINE_LOST);
        assertThat(new String(((Item.Bytes) lost.attach(0).read()).bytes())).isEqualTo("half");
        assertThat(ExecStore.open(folder).find(ID).orElseThrow().status()).isEqualTo(lost.status());
    }

    @Test
    void forgettingDeletesWhatIsOnDisk() throws Exception {
        var store = ExecStore.open(folder);
        var exec = hold(store, new FakeProcess());
        exec.forget();
        assertThat(store.find(ID)).isEmpty();
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aTakenIdLeavesTheHolderOfItAlone() throws Exception {
        var store = ExecStore.open(folder);
        var process = new FakeProcess();
        var exec = hold(store, process);
        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> hold(store, new FakeProcess()))
                .matches(e -> e.reason() == Reason.EXISTS);
        process.says("on");
        process.exits(0);
        assertThat(end(exec).logEnd()).isEqualTo(2);
    }

    @Test
    void whatDoesNotStartLeavesNothing() throws Exception {
        var store = ExecStore.open(folder);
        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> store.hold(
                        ID,
                        SANDBOX,
                        Optional.empty(),
                        () -> {
                            throw new SandboxException(Reason.FAILED, "no");
                        },
                        () -> {}));
        assertThat(store.find(ID)).isEmpty();
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theTimeLimitKills() throws Exception {
        var exec = ExecStore.open(folder)
                .hold(ID, SANDBOX, Optional.of(Duration.ofMillis(50)), FakeProcess::new, () -> {});
        assertThat(end(exec).cause()).contains(Cause.TIME_LIMIT);
    }

    @Test
    void inputArrivesInOrder() throws Exception {
        var process = new FakeProcess();
        var exec = hold(ExecStore.open(folder), process);
        exec.write("one".getBytes());
        exec.write("two".getBytes());
        assertThat(process.input.poll(5, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(process.input.poll(5, TimeUnit.SECONDS)).isEqualTo("two");
        process.exits(0);
    }

    @Test
    void notesStandInTheLogWhole() throws Exception {
        var process = new FakeProcess();
        var exec = hold(ExecStore.open(folder), process);
        exec.note("a decision");
        process.exits(0);
        end(exec);
        exec.note("too late");
        assertThat(new String(((Item.Bytes) exec.attach(0).read()).bytes())).isEqualTo("a decision\r\n");
    }
}

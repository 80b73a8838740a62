package dev.vivarium.sandbox.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxEvent;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.SandboxStatus;
import dev.vivarium.sandbox.TerminalSize;
import dev.vivarium.sandbox.Usage;
import dev.vivarium.sandbox.WorkspaceName;
import dev.vivarium.sandbox.client.ManagerClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagerClientTest {

    private static final SandboxId BOX = new SandboxId("box");
    private static final ExecId RUN = new ExecId("run-1");

    @TempDir
    Path folder;

    private Path socket;
    private RunningManager manager;
    private ManagerClient client;

    @BeforeEach
    void start() throws IOException {
        socket = folder.resolve("manager.sock");
        manager = RunningManager.start(socket);
        client = new ManagerClient(socket);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        manager.close();
    }

    @Test
    void everyAnswerArrivesAsTheEngineGaveIt() throws Exception {
        assertThat(client.info()).isEqualTo(manager.engine.info());
        assertThat(client.stacks()).isEqualTo(manager.engine.stacks());
        assertThat(client.doctor().ok()).isTrue();
        client.create(spec(Policy.DEFAULT));
        assertThat(client.list()).isEqualTo(manager.engine.list());
        assertThat(client.list()).extracting(SandboxStatus::spec).containsExactly(spec(Policy.DEFAULT));
        assertThat(client.usage(BOX)).isEqualTo(new Usage(1, 2, 3));
        assertThat(client.ports(BOX)).containsExactly(3000, 5173);
        assertThat(client.portSocket(BOX, 3000)).isEqualTo(Path.of("/run/test/box/3000"));
        client.stop(BOX, Cause.IDLE);
        assertThat(client.list()).isEmpty();
    }

    @Test
    void theEnginesRefusalArrivesWithItsReasonAndWords() throws Exception {
        client.create(spec(Policy.DEFAULT));

        assertThatThrownBy(() -> client.create(spec(Policy.DEFAULT)))
                .isInstanceOfSatisfying(
                        SandboxException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXISTS))
                .hasMessage("There is a sandbox box already.");
        assertRefused(Reason.NOT_FOUND, () -> client.usage(new SandboxId("other")));
    }

    @Test
    void aSpecBeyondTheOperatorsCeilingIsRefused() throws Exception {
        assertRefused(Reason.REFUSED, () -> client.create(spec(policy(2.5, 512, 256, 1024, NetworkMode.NONE))));
        assertRefused(Reason.REFUSED, () -> client.create(spec(policy(1, 2048, 256, 1024, NetworkMode.NONE))));
        assertRefused(Reason.REFUSED, () -> client.create(spec(policy(1, 512, 513, 1024, NetworkMode.NONE))));
        assertRefused(Reason.REFUSED, () -> client.create(spec(policy(1, 512, 256, 4096, NetworkMode.NONE))));
        assertRefused(Reason.REFUSED, () -> client.create(spec(policy(1, 512, 256, 1024, NetworkMode.OPEN))));
        assertThat(manager.engine.sandboxes).isEmpty();
        client.create(spec(RunningManager.MOST));
        assertRefused(Reason.REFUSED, () -> client.exec(BOX, exec(NetworkMode.OPEN)));
        assertThat(client.exec(BOX, exec(NetworkMode.INSTALL)).id()).isEqualTo(RUN);
    }

    @Test
    void anExecIsStartedAsItWasSpecified() throws Exception {
        client.create(spec(Policy.DEFAULT));

        client.exec(BOX, exec(NetworkMode.INSTALL));

        assertThat(manager.engine.exec(RUN).spec).isEqualTo(exec(NetworkMode.INSTALL));
    }

    @Test
    void attachReplaysFromTheOffsetThenStreamsToTheEnd() throws Exception {
        var exec = started();
        manager.engine.exec(RUN).print("hello ".getBytes());
        try (var reader = exec.attach(2)) {
            assertThat(reader.read()).isInstanceOfSatisfying(Item.Bytes.class, item -> {
                assertThat(item.offset()).isEqualTo(2);
                assertThat(item.bytes()).asString().isEqualTo("llo ");
            });
            manager.engine.exec(RUN).print("world".getBytes());
            assertThat(reader.read()).isInstanceOfSatisfying(Item.Bytes.class, item -> assertThat(item.bytes())
                    .asString()
                    .isEqualTo("world"));
            manager.engine.exec(RUN).exit(3, Optional.empty());
            assertThat(reader.read()).isEqualTo(new Item.End((ExecStatus.Exited) exec.status()));
        }
    }

    @Test
    void aChunkLargerThanAFrameArrivesWhole() throws Exception {
        var exec = started();
        var log = new byte[(5 << 20) + 7];
        new Random(1).nextBytes(log);
        manager.engine.exec(RUN).print(log);
        manager.engine.exec(RUN).exit(0, Optional.empty());

        var read = new ByteArrayOutputStream();
        try (var reader = exec.attach(0)) {
            while (reader.read() instanceof Item.Bytes(long offset, byte[] bytes)) {
                assertThat(offset).isEqualTo(read.size());
                read.writeBytes(bytes);
            }
        }
        assertThat(read.toByteArray()).isEqualTo(log);
    }

    @Test
    void aReaderThatDoesNotReadHoldsTheEnginesReaderBack() throws Exception {
        var exec = started();
        manager.engine.exec(RUN).print(new byte[32 << 20]);

        try (var _ = exec.attach(0)) {
            await().until(() -> manager.engine.exec(RUN).taken.get() > 0);
            await().during(Duration.ofMillis(300))
                    .until(() -> manager.engine.exec(RUN).taken.get() < 8 << 20);
        }
    }

    @Test
    void closingAReaderEndsItsReadAndTheEnginesReader() throws Exception {
        var reader = started().attach(0);
        var item = CompletableFuture.supplyAsync(() -> {
            try {
                return reader.read();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        });

        reader.close();

        assertThat(item.get(5, TimeUnit.SECONDS)).isEqualTo(new Item.Closed());
        await().until(() -> manager.engine.exec(RUN).readers.getFirst().closed());
    }

    @Test
    void aReaderLearnsThatItStalled() throws Exception {
        try (var reader = started().attach(0)) {
            manager.engine.exec(RUN).readers.getFirst().stall();

            assertThat(reader.read()).isEqualTo(new Item.Stalled());
            assertThat(reader.read()).isEqualTo(new Item.Stalled());
        }
    }

    @Test
    void anInterruptedReadSaysSo() throws Exception {
        var reader = started().attach(0);
        var interrupted = new CompletableFuture<Boolean>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                reader.read();
                interrupted.complete(false);
            } catch (InterruptedException expected) {
                interrupted.complete(true);
            }
        });

        thread.interrupt();

        assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void inputArrivesInOrderAndWhole() throws Exception {
        var exec = started();
        var expected = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            exec.write((i + ",").getBytes());
            expected.append(i).append(',');
        }
        var paste = "x".repeat(200_000);
        exec.write(paste.getBytes());

        assertThat(manager.engine.exec(RUN).typed()).isEqualTo(expected + paste);
    }

    @Test
    void resizeAndKillReachTheProcess() throws Exception {
        var exec = started();

        exec.resize(new TerminalSize(120, 40));
        exec.kill(Cause.STOPPED_BY_USER);

        assertThat(manager.engine.exec(RUN).sizes).containsExactly(new TerminalSize(120, 40));
        assertThat(exec.status()).isInstanceOfSatisfying(ExecStatus.Exited.class, exited -> assertThat(exited.cause())
                .contains(Cause.STOPPED_BY_USER));
    }

    @Test
    void exitedCompletesWhenTheProcessEnds() throws Exception {
        var exited = started().exited().toCompletableFuture();
        assertThat(exited).isNotDone();

        manager.engine.exec(RUN).exit(7, Optional.empty());

        assertThat(exited.get(5, TimeUnit.SECONDS).exitCode()).isEqualTo(7);
    }

    @Test
    void exitedWaitsAcrossARestartThatKeepsTheProcess() throws Exception {
        var exited = started().exited().toCompletableFuture();

        manager.close();
        manager = RunningManager.start(socket, manager.engine);
        manager.engine.exec(RUN).exit(7, Optional.empty());

        assertThat(exited.get(5, TimeUnit.SECONDS).exitCode()).isEqualTo(7);
    }

    @Test
    void anExecThatARestartLostEndsWithEngineLost() throws Exception {
        var exec = started();
        var exited = exec.exited().toCompletableFuture();
        await().until(() -> client.info() != null);

        manager.close();
        manager = RunningManager.start(socket);

        assertThat(exited.get(5, TimeUnit.SECONDS).cause()).contains(Cause.ENGINE_LOST);
        assertThat(exec.status()).isInstanceOf(ExecStatus.Exited.class);
    }

    @Test
    void findGivesExecsBackAndForgetDropsThem() throws Exception {
        started();

        var found = client.find(RUN).orElseThrow();
        assertThat(found.sandbox()).isEqualTo(BOX);
        found.forget();

        assertThat(client.find(RUN)).isEmpty();
        found.kill(Cause.IDLE);
        found.write(new byte[1]);
        found.forget();
    }

    @Test
    void whileTheManagerIsAwayVerbsFailAtOnceAndReadersClose() throws Exception {
        var exec = started();
        var reader = exec.attach(0);

        manager.close();

        assertThat(reader.read()).isEqualTo(new Item.Closed());
        assertRefused(Reason.UNAVAILABLE, client::info);
        assertRefused(Reason.UNAVAILABLE, () -> exec.attach(0));
        assertThat(exec.status()).isInstanceOf(ExecStatus.Running.class);
        manager = RunningManager.start(socket);
        assertThat(client.info().name()).isEqualTo("memory");
    }

    @Test
    void subscribersHearEventsAndThatTheManagerWentAndCame() throws Exception {
        var events = new CopyOnWriteArrayList<SandboxEvent>();
        var ended = new SandboxEvent.Ended(BOX, Optional.of(Cause.IDLE));
        try (var _ = client.subscribe(events::add)) {
            manager.engine.tell(ended);
            await().until(() -> events.size() == 1);
            manager.close();
            await().until(() -> events.size() == 2);
            manager = RunningManager.start(socket);
            await().until(() -> events.size() == 3);
            manager.engine.tell(new SandboxEvent.LimitHit(BOX, Cause.OUT_OF_MEMORY));
            await().until(() -> events.size() == 4);
        }

        assertThat(events)
                .containsExactly(
                        ended,
                        new SandboxEvent.Away(),
                        new SandboxEvent.Back(),
                        new SandboxEvent.LimitHit(BOX, Cause.OUT_OF_MEMORY));
        await().until(manager.engine.listeners::isEmpty);
    }

    @Test
    void nothingIsStartedWhileTheManagerEnds() throws Exception {
        client.create(spec(Policy.DEFAULT));
        manager.verbs.end();

        assertRefused(Reason.UNAVAILABLE, () -> client.exec(BOX, exec(NetworkMode.NONE)));
        assertThat(client.list()).hasSize(1);
    }

    private Exec started() throws SandboxException {
        client.create(spec(Policy.DEFAULT));
        return client.exec(BOX, exec(NetworkMode.NONE));
    }

    private static SandboxSpec spec(Policy policy) {
        return new SandboxSpec(BOX, new WorkspaceName("work"), "node", policy, Map.of("project", "demo"));
    }

    private static ExecSpec exec(NetworkMode network) {
        return new ExecSpec(
                RUN,
                List.of("npm", "ci"),
                Map.of("A", "ä€"),
                Optional.of(TerminalSize.DEFAULT),
                network,
                Optional.of(Duration.ofSeconds(600)));
    }

    private static Policy policy(double cpus, long memoryMib, int processes, long diskMib, NetworkMode network) {
        return new Policy(cpus, memoryMib << 20, processes, diskMib << 20, network);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SandboxException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}

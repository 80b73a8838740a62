package dev.vivarium.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxEvent;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.WorkspaceName;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How sandboxes come, are reached, and go without a trace. */
public interface LifeCycleContract {

    EngineUnderTest subject();

    @Test
    default void aSandboxIsListedWithItsSpecWhileItLives() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var listed = subject().engine().list().stream()
                    .filter(status -> status.spec().id().equals(sandbox.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(listed.spec().labels()).containsEntry("owner", "a-test");
            sandbox.stop();
            assertThat(subject().engine().list())
                    .noneMatch(status -> status.spec().id().equals(sandbox.id()));
        }
    }

    @Test
    default void stoppingLeavesNoTrace() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var shell = sandbox.open("sleep 81.5 & exec sh");
            var run = sandbox.start("setsid sleep 81.75 & sleep 81.25");
            var network = Files.readSymbolicLink(HostView.process("sleep 81.25").resolve("ns/net"));
            HostView.process("sleep 81.5");
            subject().engine().portSocket(sandbox.id(), 8000);
            assertThat(subject().egress().open()).contains(sandbox.id());
            assertThat(subject().traces(sandbox.id())).isNotEmpty();
            subject().engine().stop(sandbox.id(), Cause.IDLE);
            assertThat(HostView.processes("sleep 81.")).isEmpty();
            assertThat(subject().traces(sandbox.id())).isEmpty();
            assertThat(subject().egress().open()).doesNotContain(sandbox.id());
            assertThat(usersOfNetwork(network)).isZero();
            assertThat(TestSandbox.end(shell).cause()).contains(Cause.IDLE);
            assertThat(TestSandbox.end(run).cause()).contains(Cause.IDLE);
        }
    }

    private static long usersOfNetwork(Path network) throws IOException {
        long users = 0;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                try (var tasks = Files.newDirectoryStream(process.resolve("task"))) {
                    for (var task : tasks) {
                        users += Files.readSymbolicLink(task.resolve("ns/net")).equals(network) ? 1 : 0;
                    }
                } catch (IOException gone) {
                    continue;
                }
            }
        }
        return users;
    }

    @Test
    default void aSandboxThatResistsIsStoppedAllTheSame() throws Exception {
        var bomb = "python3 - <<'PROBE'\nimport os, signal\n"
                + "for s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)\n"
                + "while True:\n    try: os.fork()\n    except OSError: pass\nPROBE";
        try (var sandbox = TestSandbox.create(subject())) {
            sandbox.start(bomb);
            Awaitility.await()
                    .until(() -> subject().engine().usage(sandbox.id()).processes() > 200);
            long begin = System.nanoTime();
            sandbox.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
            assertThat(subject().traces(sandbox.id())).isEmpty();
        }
    }

    @Test
    default void stoppingTwiceDoesNothing() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            sandbox.stop();
            sandbox.stop();
        }
    }

    @Test
    default void anEndThatNobodyAskedForIsAnEvent() throws Exception {
        var events = new CopyOnWriteArrayList<SandboxEvent>();
        try (var subscription = subject().engine().subscribe(events::add);
                var sandbox = TestSandbox.create(subject())) {
            sandbox.run("kill -TERM 1");
            Awaitility.await().untilAsserted(() -> assertThat(events)
                    .contains(new SandboxEvent.Ended(sandbox.id(), Optional.empty())));
            assertThat(subject().traces(sandbox.id())).isEmpty();
        }
    }

    @Test
    default void anEndThatSomebodyAskedForIsAnEventToo() throws Exception {
        var events = new CopyOnWriteArrayList<SandboxEvent>();
        try (var subscription = subject().engine().subscribe(events::add);
                var sandbox = TestSandbox.create(subject())) {
            subject().engine().stop(sandbox.id(), Cause.IDLE);
            Awaitility.await().untilAsserted(() -> assertThat(events)
                    .contains(new SandboxEvent.Ended(sandbox.id(), Optional.of(Cause.IDLE))));
        }
    }

    @Test
    default void anIdIsTakenWhileItsSandboxLives() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var again = new SandboxSpec(
                    sandbox.id(), new WorkspaceName(sandbox.id().value()), "static", Policy.DEFAULT, Map.of());
            assertThatExceptionOfType(SandboxException.class)
                    .isThrownBy(() -> subject().engine().create(again))
                    .matches(e -> e.reason() == Reason.EXISTS);
            sandbox.stop();
            subject().engine().create(again);
            assertThat(sandbox.output("echo again")).isEqualTo("again");
        }
    }

    @Test
    default void whatCannotBeCreatedLeavesNothing() throws Exception {
        var id = new SandboxId(TestSandbox.unique("box"));
        var spec = new SandboxSpec(id, new WorkspaceName("no-such-workspace"), "static", Policy.DEFAULT, Map.of());
        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> subject().engine().create(spec))
                .matches(e -> e.reason() == Reason.REFUSED);
        assertThat(subject().traces(id)).isEmpty();
        assertThat(subject().engine().list())
                .noneMatch(status -> status.spec().id().equals(id));
    }

    @Test
    default void portsAreSeenAndReachedOnBothLoopbacks() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var early = subject().engine().portSocket(sandbox.id(), 8004);
            assertThat(ask(early)).isEmpty();
            sandbox.start(server("AF_INET", "127.0.0.1", 8004));
            sandbox.start(server("AF_INET6", "::1", 8006));
            Awaitility.await().untilAsserted(() -> assertThat(subject().engine().ports(sandbox.id()))
                    .containsExactly(8004, 8006));
            assertThat(ask(early)).isEqualTo("you said hello on 8004");
            assertThat(ask(subject().engine().portSocket(sandbox.id(), 8006))).isEqualTo("you said hello on 8006");
        }
    }

    /** Answers once its caller has closed its side: so half-closed connections are relayed too. */
    private static String server(String family, String address, int port) {
        return """
                exec python3 - <<'PROBE'
                import socket
                s = socket.create_server(('%s', %d), family=socket.%s)
                while True:
                    c, _ = s.accept()
                    data = b''
                    while True:
                        more = c.recv(100)
                        if not more: break
                        data += more
                    c.sendall(b'you said ' + data + b' on %d')
                    c.close()
                PROBE
                """.formatted(address, port, family, port);
    }

    private static String ask(Path socket) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var answer = ByteBuffer.allocate(1024);
            try {
                channel.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
                channel.shutdownOutput();
                while (channel.read(answer) >= 0) {
                    continue;
                }
            } catch (IOException closed) {
                return "";
            }
            return StandardCharsets.UTF_8.decode(answer.flip()).toString();
        }
    }

    @Test
    default void stacksSayWhatTheyAreOrWhyNot() throws Exception {
        assertThat(subject().engine().stacks()).isNotEmpty().allSatisfy(stack -> {
            if (stack.unavailable().isEmpty()) {
                assertThat(stack.versions()).isNotEmpty();
            }
        });
        assertThat(subject().engine().info().runtime()).isNotBlank();
    }
}

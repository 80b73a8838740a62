package dev.vivarium.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.TerminalSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a process starts, is spoken to and ends. */
public interface ExecContract {

    EngineUnderTest subject();

    @Test
    default void exitCodesComeThrough() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            assertThat(sandbox.run("exit 0").status().exitCode()).isZero();
            assertThat(sandbox.run("exit 7").status().exitCode()).isEqualTo(7);
            assertThat(sandbox.runInTerminal("exit 9").status().exitCode()).isEqualTo(9);
            assertThat(sandbox.run("kill -TERM $$").status().exitCode()).isEqualTo(143);
            assertThat(sandbox.runInTerminal("kill -KILL $$").status().exitCode())
                    .isEqualTo(137);
        }
    }

    @Test
    default void aCommandThatIsNotThereSaysSo() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.exec(List.of("no-such-command"), Optional.empty(), NetworkMode.NONE, Optional.empty());
            var result = TestSandbox.finish(exec);
            assertThat(result.status().exitCode()).isEqualTo(127);
            assertThat(result.text()).contains("no-such-command");
        }
    }

    @Test
    default void argumentsAreNotAShellLine() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.exec(
                    List.of("printf", "%s|", "a b", "$HOME", "", "*", "'\""),
                    Optional.empty(),
                    NetworkMode.NONE,
                    Optional.empty());
            assertThat(TestSandbox.finish(exec).text()).isEqualTo("a b|$HOME||*|'\"|");
        }
    }

    @Test
    default void processesStartInTheWorkspaceWithTheirEnvironment() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var spec = new ExecSpec(
                    new ExecId(TestSandbox.unique("exec")),
                    List.of("sh", "-c", "pwd; echo $GREETING; echo $HTTP_PROXY; [ -w $HOME ] && echo writable"),
                    Map.of("GREETING", "grüß dich"),
                    Optional.empty(),
                    NetworkMode.NONE,
                    Optional.empty());
            var exec = subject().engine().exec(sandbox.id(), spec);
            assertThat(TestSandbox.finish(exec).text())
                    .isEqualTo("/workspace\ngrüß dich\nhttp://127.0.0.1:3128\nwritable\n");
            exec.forget();
        }
    }

    @Test
    default void pipesMergeOutputAndHaveNoInput() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            assertThat(sandbox.run("cat; echo out; echo err >&2; echo again > /dev/stdout")
                            .text())
                    .isEqualTo("out\nerr\nagain\n");
        }
    }

    @Test
    default void everyByteComesThroughAPipe() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var bytes = sandbox.run("python3 -c 'import sys; sys.stdout.buffer.write(bytes(range(256)) * 4)'")
                    .bytes();
            assertThat(bytes).hasSize(1024);
            for (int i = 0; i < bytes.length; i++) {
                assertThat(bytes[i]).isEqualTo((byte) i);
            }
        }
    }

    @Test
    default void everyByteGoesIntoATerminal() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.open(
                    "stty raw -echo; echo ready; head -c 512 | od -An -v -tu1 | tr -s ' \\n' ' '; echo end");
            try (var reader = exec.attach(0)) {
                TestSandbox.readUntil(reader, "ready");
                var bytes = new byte[512];
                var wanted = new StringBuilder();
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) i;
                    wanted.append(' ').append(i & 0xff);
                }
                exec.write(bytes);
                assertThat(TestSandbox.readUntil(reader, "end")).contains(wanted);
            }
        }
    }

    @Test
    default void aTerminalIsOneAndHasItsSize() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start(
                    "tty; stty size; echo $TERM; read line; stty size; read line",
                    Optional.of(new TerminalSize(101, 33)),
                    NetworkMode.NONE,
                    Optional.empty());
            try (var reader = exec.attach(0)) {
                assertThat(TestSandbox.readUntil(reader, "xterm-256color"))
                        .contains("/dev/pts/")
                        .contains("33 101");
                exec.resize(new TerminalSize(120, 40));
                exec.write("\n".getBytes());
                TestSandbox.readUntil(reader, "40 120");
            }
        }
    }

    @Test
    default void controlCharactersReachTheForegroundProcess() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.open("trap 'echo interrupted; exit 5' INT; echo ready; while :; do sleep 0.1; done");
            try (var reader = exec.attach(0)) {
                TestSandbox.readUntil(reader, "ready");
                exec.write(new byte[] {3});
                TestSandbox.readUntil(reader, "interrupted");
            }
            assertThat(TestSandbox.end(exec).exitCode()).isEqualTo(5);
        }
    }

    @Test
    default void killReportsItsCause() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start("trap '' TERM INT HUP; sleep 78.5 & sleep 78.75");
            HostView.process("sleep 78.75");
            exec.kill(Cause.STOPPED_BY_USER);
            var end = TestSandbox.end(exec);
            assertThat(end.exitCode()).isEqualTo(137);
            assertThat(end.cause()).contains(Cause.STOPPED_BY_USER);
            assertThat(HostView.processes("sleep 78.")).isEmpty();
            assertThat(exec.status()).isEqualTo(end);
        }
    }

    @Test
    default void anEndedExecIsFoundUntilItIsForgotten() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start("echo kept");
            TestSandbox.end(exec);
            sandbox.stop();
            var found = subject().engine().find(exec.id()).orElseThrow();
            assertThat(TestSandbox.finish(found).text()).isEqualTo("kept\n");
            found.forget();
            assertThat(subject().engine().find(exec.id())).isEmpty();
        }
    }

    @Test
    default void forgettingARunningExecEndsIt() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start("exec sleep 79.5");
            HostView.process("sleep 79.5");
            exec.forget();
            assertThat(HostView.processes("sleep 79.5")).isEmpty();
            assertThat(subject().engine().find(exec.id())).isEmpty();
        }
    }

    @Test
    default void anIdIsTakenOnce() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start("true");
            var again = new ExecSpec(
                    exec.id(), List.of("true"), Map.of(), Optional.empty(), NetworkMode.NONE, Optional.empty());
            assertThatExceptionOfType(SandboxException.class)
                    .isThrownBy(() -> subject().engine().exec(sandbox.id(), again))
                    .matches(e -> e.reason() == Reason.EXISTS);
            assertThat(TestSandbox.end(exec)).isInstanceOf(ExecStatus.Exited.class);
        }
    }

    @Test
    default void nothingStartsInASandboxThatIsNotThere() {
        var spec = new ExecSpec(
                new ExecId(TestSandbox.unique("exec")),
                List.of("true"),
                Map.of(),
                Optional.empty(),
                NetworkMode.NONE,
                Optional.empty());
        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> subject().engine().exec(new SandboxId("no-such-sandbox"), spec))
                .matches(e -> e.reason() == Reason.NOT_FOUND);
    }

    @Test
    default void anExecsNetworkIsGrantedForItsLifetime() throws Exception {
        var probe = "python3 -c \"import socket; print(socket.create_connection(('127.0.0.1', 3128)).recv(20))\"";
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start(probe, Optional.empty(), NetworkMode.INSTALL, Optional.empty());
            assertThat(TestSandbox.finish(exec).text()).contains("egress: granted INSTALL", "b'INSTALL'");
            assertThat(sandbox.output(probe)).isEqualTo("b'NONE'");
        }
    }

    @Test
    default void aReaderThatIsClosedIsWokenUp() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var reader = sandbox.start("exec sleep 80.5").attach(0);
            var closer = Thread.startVirtualThread(reader::close);
            assertThat(reader.read()).isInstanceOf(Item.Closed.class);
            closer.join();
        }
    }
}

package dev.vivarium.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.SandboxEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a sandbox may use, and what is said when it wants more. */
public interface LimitsContract {

    EngineUnderTest subject();

    @Test
    default void anAllocationAboveTheCeilingDiesAlone() throws Exception {
        var events = new CopyOnWriteArrayList<SandboxEvent>();
        try (var subscription = subject().engine().subscribe(events::add);
                var sandbox = TestSandbox.create(subject())) {
            sandbox.start("exec sleep 74.5");
            var result = sandbox.run("exec python3 -c 'b = bytearray(600 * 1024 * 1024); print(len(b))'");
            assertThat(result.status().exitCode()).isEqualTo(137);
            assertThat(result.status().cause()).contains(Cause.OUT_OF_MEMORY);
            assertThat(HostView.processes("sleep 74.5")).hasSize(1);
            assertThat(sandbox.output("python3 -c 'print(len(bytearray(100 * 1024 * 1024)))'"))
                    .isEqualTo("104857600");
            Awaitility.await().untilAsserted(() -> assertThat(events)
                    .contains(new SandboxEvent.LimitHit(sandbox.id(), Cause.OUT_OF_MEMORY)));
        }
    }

    @Test
    default void aForkBombStopsAtTheCeilingAndTheSandboxLives() throws Exception {
        var events = new CopyOnWriteArrayList<SandboxEvent>();
        try (var subscription = subject().engine().subscribe(events::add);
                var sandbox = TestSandbox.create(subject())) {
            var probe = """
                    import os, time
                    n = 0
                    try:
                        while n < 1000:
                            if os.fork() == 0:
                                time.sleep(60); os._exit(0)
                            n += 1
                    except BlockingIOError:
                        print('refused after', n)
                        raise SystemExit(3)
                    """;
            var result = sandbox.run("python3 - <<'PROBE'\n" + probe + "PROBE");
            assertThat(result.text()).startsWith("refused after 2");
            assertThat(result.status().cause()).contains(Cause.TOO_MANY_PROCESSES);
            Awaitility.await().untilAsserted(() -> assertThat(events)
                    .contains(new SandboxEvent.LimitHit(sandbox.id(), Cause.TOO_MANY_PROCESSES)));
            assertThat(sandbox.output("echo alive")).isEqualTo("alive");
            assertThat(subject().engine().usage(sandbox.id()).processes()).isLessThan(10);
        }
    }

    @Test
    default void cpuTimeIsLimited() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var used = sandbox.output("""
                    python3 - <<'PROBE'
                    import time
                    start, cpu = time.monotonic(), time.process_time()
                    while time.monotonic() - start < 2: pass
                    print((time.process_time() - cpu) / (time.monotonic() - start))
                    PROBE
                    """);
            assertThat(Double.parseDouble(used)).isLessThan(0.65);
        }
    }

    @Test
    default void temporarySpaceCountsAsMemoryAndIsSmall() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            assertThat(sandbox.run("head -c 400M /dev/zero > /tmp/big").status().exitCode())
                    .isNotZero();
            assertThat(sandbox.run("head -c 400M /dev/zero > /dev/shm/big")
                            .status()
                            .exitCode())
                    .isNotZero();
            assertThat(sandbox.output("rm -f /tmp/big /dev/shm/big; echo alive"))
                    .isEqualTo("alive");
        }
    }

    @Test
    default void usageIsToldInUnits() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            sandbox.start(
                    "exec python3 -c 'import time; b = bytearray(80 * 1024 * 1024); print(1, flush=True); time.sleep(60)'");
            Awaitility.await().untilAsserted(() -> {
                var usage = subject().engine().usage(sandbox.id());
                assertThat(usage.memoryBytes()).isBetween(80L << 20, 300L << 20);
                assertThat(usage.cpuNanos()).isPositive();
                assertThat(usage.processes()).isBetween(2, 20);
            });
        }
    }

    @Test
    default void aTimeLimitKillsWithItsCause() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start(
                    "echo begun; sleep 75.5", Optional.empty(), NetworkMode.NONE, Optional.of(Duration.ofSeconds(1)));
            var result = TestSandbox.finish(exec);
            assertThat(result.text()).isEqualTo("begun\n");
            assertThat(result.status().exitCode()).isEqualTo(137);
            assertThat(result.status().cause()).contains(Cause.TIME_LIMIT);
            assertThat(HostView.processes("sleep 75.5")).isEmpty();
        }
    }

    @Test
    default void whatARunLeftBehindIsEnded() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var result =
                    sandbox.run("(setsid sh -c 'sleep 76.5 & sleep 76.75' >/dev/null 2>&1 &) ; sleep 0.2; echo done");
            assertThat(result.text()).isEqualTo("done\n");
            assertThat(result.status().exitCode()).isZero();
            assertThat(result.status().cause()).isEmpty();
            for (var marker : List.of("sleep 76.5", "sleep 76.75")) {
                assertThat(HostView.processes(marker)).isEmpty();
            }
        }
    }

    @Test
    default void whatATerminalLeftBehindIsEnded() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var result = sandbox.runInTerminal("setsid nohup sleep 77.5 >/dev/null 2>&1 & sleep 0.2; exit 4");
            assertThat(result.status().exitCode()).isEqualTo(4);
            assertThat(HostView.processes("sleep 77.5")).isEmpty();
        }
    }
}

package dev.vivarium.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecStatus;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is kept of a process's output, and for whom. */
public interface LogContract {

    EngineUnderTest subject();

    long KEPT = 64L * 1024 * 1024;

    /** Writes the numbered lines of 32 MB and, last, their hash. */
    String NUMBERED_LINES = """
            stty -opost 2>/dev/null
            exec python3 - <<'PROBE'
            import hashlib, sys
            h = hashlib.sha256(); n = 0
            for i in range(2000):
                block = b''.join(b'%015d\\n' % (i * 1000 + k) for k in range(1000))
                h.update(block); sys.stdout.buffer.write(block); sys.stdout.flush()
            sys.stdout.write('hash ' + h.hexdigest() + ' end')
            PROBE
            """;

    @Test
    default void nothingIsLostOrDoubledWhoeverComesAndGoes() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.open(NUMBERED_LINES);
            var digest = MessageDigest.getInstance("SHA-256");
            var tail = new byte[0];
            var random = new Random(42);
            long position = 0;
            boolean ended = false;
            long dataBytes = 32_000_000;
            while (!ended) {
                try (var reader = exec.attach(position)) {
                    for (int reads = random.nextInt(200); reads >= 0 && !ended; reads--) {
                        switch (reader.read()) {
                            case Item.Bytes(long offset, byte[] bytes) -> {
                                assertThat(offset).isEqualTo(position);
                                int data = (int) Math.clamp(dataBytes - position, 0, bytes.length);
                                digest.update(bytes, 0, data);
                                tail = concat(tail, bytes, data);
                                position += bytes.length;
                            }
                            case Item.End end -> {
                                assertThat(end.status().logEnd()).isEqualTo(position);
                                ended = true;
                            }
                            case Item other -> throw new AssertionError(other.toString());
                        }
                    }
                }
            }
            assertThat(new String(tail)).isEqualTo("hash " + HexFormat.of().formatHex(digest.digest()) + " end");
        }
    }

    private static byte[] concat(byte[] one, byte[] other, int from) {
        var all = java.util.Arrays.copyOf(one, one.length + other.length - from);
        System.arraycopy(other, from, all, one.length, other.length - from);
        return all;
    }

    @Test
    default void readersGoAtTheirOwnSpeed() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start("echo first; sleep 0.2; echo second");
            TestSandbox.end(exec);
            try (var one = exec.attach(0);
                    var other = exec.attach(6);
                    var beyond = exec.attach(1_000_000)) {
                assertThat(TestSandbox.readUntil(one, "second")).isEqualTo("first\nsecond\n");
                assertThat(TestSandbox.readUntil(other, "second")).isEqualTo("second\n");
                assertThat(beyond.read()).isInstanceOf(Item.End.class);
            }
        }
    }

    @Test
    default void withNobodyAttachedTheLastBytesAreKept() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start("head -c 80000000 /dev/zero; echo last");
            var end = TestSandbox.end(exec);
            assertThat(end.logEnd()).isEqualTo(80_000_005);
            try (var reader = exec.attach(0)) {
                assertThat(reader.read()).isEqualTo(new Item.Gap(0, end.logEnd() - KEPT));
                assertThat(TestSandbox.readUntil(reader, "last")).hasSize((int) KEPT);
                assertThat(reader.read()).isEqualTo(new Item.End(end));
            }
        }
    }

    @Test
    default void anAttachedReaderPacesTheProcessAndIsClosedWhenItStalls() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var exec = sandbox.start("head -c 40000000 /dev/zero; echo done");
            try (var reader = exec.attach(0)) {
                assertThat(reader.read()).isInstanceOf(Item.Bytes.class);
                Awaitility.await().during(Duration.ofSeconds(1)).until(() -> written(exec) < 4_000_000);
                var end = TestSandbox.end(exec);
                assertThat(end.exitCode()).isZero();
                assertThat(reader.read()).isInstanceOf(Item.Stalled.class);
            }
        }
    }

    private static long written(Exec exec) {
        return switch (exec.status()) {
            case ExecStatus.Running running -> running.logEnd();
            case ExecStatus.Exited exited -> exited.logEnd();
        };
    }

    @Test
    default void aFloodInOneDoesNotDelayAnother() throws Exception {
        try (var flooded = TestSandbox.create(subject());
                var quiet = TestSandbox.create(subject())) {
            flooded.start("exec cat /dev/zero");
            var echo = quiet.open("stty -echo; echo ready; while read line; do echo got-$line; done");
            try (var reader = echo.attach(0)) {
                TestSandbox.readUntil(reader, "ready");
                long begin = System.nanoTime();
                for (int i = 0; i < 20; i++) {
                    echo.write((i + "\n").getBytes());
                    TestSandbox.readUntil(reader, "got-" + i);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            }
        }
    }
}

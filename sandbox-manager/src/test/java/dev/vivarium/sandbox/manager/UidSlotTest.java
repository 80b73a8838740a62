package dev.vivarium.sandbox.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks belong to processes, so the other instance is one: flock(1) of a POSIX lock is not to be had, Python's is. */
class UidSlotTest {

    @TempDir
    Path folder;

    @Test
    void aSlotIsRememberedAndTakenAgain() throws Exception {
        var data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("slot"), "7");
        try (var slot = claim(data)) {
            assertThat(slot.number()).isEqualTo(7);
            assertThat(slot.firstUid()).isEqualTo(0x7700_0000);
        }
        Files.delete(data.resolve("slot"));
        try (var slot = claim(data)) {
            assertThat(slot.number()).isEqualTo(7);
        }
    }

    @Test
    void anotherInstancesSlotIsTakenLast() throws Exception {
        var first = Files.createDirectory(folder.resolve("first"));
        var second = Files.createDirectory(folder.resolve("second"));
        claim(first).close();
        try (var slot = claim(second)) {
            assertThat(slot.number()).isEqualTo(1);
        }
        for (int number = 2; number < UidSlot.SLOTS; number++) {
            claim(Files.createDirectory(folder.resolve("other" + number))).close();
        }
        try (var slot = claim(Files.createDirectory(folder.resolve("last")))) {
            assertThat(slot.number()).isZero();
        }
    }

    @Test
    void aSlotIsInhabitedWhileAProcessLivesUnderItsIds() throws Exception {
        assumeThat(Self.uid()).as("root, to become somebody else").isZero();
        var survivor = new ProcessBuilder(
                        "setpriv", "--reuid", Integer.toString(0x7900_0005), "--clear-groups", "sleep", "60")
                .start();
        try {
            await().until(() -> Files.readString(Path.of("/proc", Long.toString(survivor.pid()), "cmdline"))
                    .startsWith("sleep"));
            assertThat(UidSlot.inhabited()).contains(9);
        } finally {
            survivor.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void anInhabitedSlotIsTakenByItsOwnInstanceAlone() throws Exception {
        var mine = Files.createDirectory(folder.resolve("mine"));
        claim(mine).close();
        var other = Files.createDirectory(folder.resolve("other"));
        try (var slot = UidSlot.claim(folder.resolve("slots"), other.resolve("slot"), other, Set.of(0, 1))) {
            assertThat(slot.number()).isEqualTo(2);
        }
        try (var slot = UidSlot.claim(folder.resolve("slots"), mine.resolve("slot"), mine, Set.of(0))) {
            assertThat(slot.number()).isZero();
        }
    }

    @Test
    void aSlotThatAProcessHoldsIsNotTakenEvenForTheSameData() throws Exception {
        var data = Files.createDirectory(folder.resolve("data"));
        claim(data).close();
        var holder = new ProcessBuilder(List.of(
                        "/usr/bin/python3",
                        "-c",
                        "import fcntl,sys; f=open(sys.argv[1],'r+'); fcntl.lockf(f,fcntl.LOCK_EX); print('held',flush=True); sys.stdin.read()",
                        folder.resolve("slots/0").toString()))
                .start();
        try (var said = holder.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");
            try (var slot = claim(data)) {
                assertThat(slot.number()).isEqualTo(1);
            }
        } finally {
            holder.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    private UidSlot claim(Path data) throws IOException, StartException {
        return UidSlot.claim(folder.resolve("slots"), data.resolve("slot"), data, Set.of());
    }
}

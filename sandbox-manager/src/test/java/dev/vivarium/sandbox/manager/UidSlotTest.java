package dev.vivarium.sandbox.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void anotherInstancesSlotIsLeftToItWhileItCouldComeBack() throws Exception {
        var first = Files.createDirectory(folder.resolve("first"));
        var second = Files.createDirectory(folder.resolve("second"));
        claim(first).close();
        try (var slot = claim(second)) {
            assertThat(slot.number()).isEqualTo(1);
        }
        Files.delete(first.resolve("slot"));
        Files.delete(first);
        var third = Files.createDirectory(folder.resolve("third"));
        try (var slot = claim(third)) {
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

    @Test
    void whenAllAreTakenTheOperatorIsTold() throws Exception {
        var other = Files.createDirectory(folder.resolve("other"));
        Files.createDirectory(folder.resolve("slots"));
        for (int number = 0; number < UidSlot.SLOTS; number++) {
            Files.writeString(folder.resolve("slots").resolve("" + number), other.toString());
        }
        var data = Files.createDirectory(folder.resolve("data"));

        assertThatThrownBy(() -> claim(data)).isInstanceOf(StartException.class).hasMessageContaining("Stop one");
    }

    private UidSlot claim(Path data) throws IOException, StartException {
        return UidSlot.claim(folder.resolve("slots"), data.resolve("slot"), data);
    }
}

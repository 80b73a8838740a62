package dev.vivarium.sandbox.held;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLogTest {

    private static final int MIB = 1024 * 1024;

    @TempDir
    Path folder;

    private OutputLog log(long capacity) throws IOException {
        return log(capacity, Duration.ofSeconds(10));
    }

    private OutputLog log(long capacity, Duration stallAfter) throws IOException {
        return new OutputLog(RingFile.open(folder.resolve("log"), capacity), stallAfter);
    }

    private static void append(OutputLog log, byte[] bytes) {
        try {
            log.append(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void complete(OutputLog log) {
        try {
            log.complete(exited(log));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] filled(int value) {
        var bytes = new byte[MIB];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static ExecStatus.Exited exited(OutputLog log) {
        return new ExecStatus.Exited(Instant.EPOCH, Instant.EPOCH, 0, Optional.empty(), log.end());
    }

    @Test
    void readsWhatWasWrittenThenWhatComes() throws Exception {
        var log = log(MIB);
        append(log, "before".getBytes(UTF_8));
        var reader = log.attach(2);
        assertThat(text(reader.read())).isEqualTo("fore");
        append(log, "after".getBytes(UTF_8));
        assertThat(text(reader.read())).isEqualTo("after");
        complete(log);
        assertThat(reader.read()).isEqualTo(new Item.End(exited(log)));
        assertThat(reader.read()).isEqualTo(new Item.End(exited(log)));
    }

    private static String text(Item item) {
        return new String(((Item.Bytes) item).bytes(), UTF_8);
    }

    @Test
    void theRingWrapsWithoutMixingOldAndNew() throws Exception {
        var log = log(3 * MIB + 7);
        for (int i = 0; i < 10; i++) {
            append(log, filled(i));
        }
        complete(log);
        var reader = log.attach(0);
        long start = 10L * MIB - (3 * MIB + 7);
        assertThat(reader.read()).isEqualTo(new Item.Gap(0, start));
        var all = new ByteArrayOutputStream();
        while (reader.read() instanceof Item.Bytes bytes) {
            assertThat(bytes.offset()).isEqualTo(start + all.size());
            all.writeBytes(bytes.bytes());
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.toByteArray()[i]).isEqualTo((byte) ((start + i) / MIB));
            i += 4096;
        }
        assertThat(all.size()).isEqualTo(3 * MIB + 7);
    }

    @Test
    void anAttachedReaderHoldsTheWriterBack() throws Exception {
        var log = log(64 * MIB);
        var reader = log.attach(0);
        var writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20; i++) {
                append(log, filled(i));
            }
        });
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> log.end() <= OutputLog.WINDOW);
        long position = 0;
        while (position < 20L * MIB) {
            position += ((Item.Bytes) reader.read()).bytes().length;
        }
        writer.join();
    }

    @Test
    void aReaderFarBehindLosesNothingWhileTheWriterGoesOn() throws Exception {
        var log = log(8 * MIB);
        for (int i = 0; i < 12; i++) {
            append(log, filled(i));
        }
        var reader = log.attach(0);
        var writer = CompletableFuture.runAsync(() -> {
            for (int i = 12; i < 40; i++) {
                append(log, filled(i));
            }
            complete(log);
        });
        assertThat(reader.read()).isEqualTo(new Item.Gap(0, 4L * MIB));
        long position = 4L * MIB;
        while (reader.read() instanceof Item.Bytes bytes) {
            assertThat(bytes.offset()).isEqualTo(position);
            assertThat(bytes.bytes()[0]).isEqualTo((byte) (position / MIB));
            position += bytes.bytes().length;
        }
        assertThat(position).isEqualTo(40L * MIB);
        writer.join();
    }

    @Test
    void aReaderThatTakesNothingIsStalledAndTheWriterGoesOn() throws Exception {
        var log = log(64 * MIB, Duration.ofMillis(100));
        var stalled = log.attach(0);
        for (int i = 0; i < 5; i++) {
            append(log, filled(i));
        }
        assertThat(stalled.read()).isInstanceOf(Item.Stalled.class);
        assertThat(log.end()).isEqualTo(5L * MIB);
    }

    @Test
    void aReaderThatIsUpToDateIsNeverStalled() throws Exception {
        var log = log(64 * MIB, Duration.ofMillis(50));
        var reader = log.attach(0);
        append(log, filled(1));
        Awaitility.await().during(Duration.ofMillis(150)).until(() -> true);
        assertThat(reader.read()).isInstanceOf(Item.Bytes.class);
    }

    @Test
    void anInterruptedReaderHarmsNoOther() throws Exception {
        var log = log(MIB);
        append(log, filled(1));
        var interrupted = log.attach(0);
        var outcome = new CompletableFuture<Object>();
        Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            try {
                outcome.complete(interrupted.read());
            } catch (InterruptedException e) {
                outcome.complete(e);
            }
        });
        assertThat(outcome.join()).isInstanceOfAny(InterruptedException.class, Item.Closed.class);
        assertThat(log.attach(0).read()).isInstanceOf(Item.Bytes.class);
        append(log, filled(2));
    }

    @Test
    void closingWakesAReader() throws Exception {
        var log = log(MIB);
        var reader = log.attach(0);
        Thread.ofVirtual().start(reader::close);
        assertThat(reader.read()).isInstanceOf(Item.Closed.class);
    }

    @Test
    void whatWasWrittenIsFoundAgain() throws Exception {
        var log = log(3 * MIB);
        for (int i = 0; i < 5; i++) {
            append(log, filled(i));
        }
        log.close();
        var again = log(3 * MIB);
        assertThat(again.end()).isEqualTo(5L * MIB);
        var reader = again.attach(0);
        assertThat(reader.read()).isEqualTo(new Item.Gap(0, 2L * MIB));
        assertThat(((Item.Bytes) reader.read()).bytes()[0]).isEqualTo((byte) 2);
    }
}

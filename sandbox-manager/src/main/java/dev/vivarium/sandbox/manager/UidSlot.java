package dev.vivarium.sandbox.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * This instance's share of the user ids that belong to nobody: 16 slots of 256 sandboxes of 65536 ids each, from 0x70000000
 * to the last positive id. That lies beyond accounts, beyond {@code /etc/subuid} and beyond what systemd gives containers
 * (0x00080000 to 0x6fffffff), and below 2^31, where some programs misread ids.
 *
 * <p>A slot is held by a lock on its file, which the kernel drops with the process. The data folder remembers it, and the file
 * remembers the data folder, so that an instance gets its own again. Another takes it only when all others are taken, and never
 * while a process lives under its ids, as those of a manager that crashed may.
 */
record UidSlot(int number, FileChannel file) implements AutoCloseable {

    static final int SLOTS = 16;
    static final int SANDBOXES = 256;
    static final int IDS = 65536;
    private static final int BASE = 0x7000_0000;
    private static final Path NOBODY = Path.of("");

    int firstUid() {
        return BASE + number * SANDBOXES * IDS;
    }

    /** One less than there is room for: the very last ids of the machine stay unused. */
    int sandboxes() {
        return SANDBOXES - 1;
    }

    /**
     * @param slots folder of the machine's slots; gone at a reboot, as the processes are
     * @param memory file in which the instance remembers its slot
     */
    static UidSlot claim(Path slots, Path memory, Path data) throws IOException, StartException {
        return claim(slots, memory, data, inhabited());
    }

    static UidSlot claim(Path slots, Path memory, Path data, Set<Integer> inhabited)
            throws IOException, StartException {
        Files.createDirectories(slots);
        for (int number : candidates(slots, memory, data, inhabited)) {
            var file = lock(slots.resolve(Integer.toString(number)));
            if (file != null) {
                file.truncate(0).write(ByteBuffer.wrap(data.toString().getBytes(StandardCharsets.UTF_8)));
                Files.writeString(memory, Integer.toString(number));
                return new UidSlot(number, file);
            }
        }
        throw new StartException(
                "All %d uid ranges in %s are taken by other instances. Stop one of them.".formatted(SLOTS, slots));
    }

    /** Our own first, the remembered one before others, then those that nobody had, then those of others. */
    private static List<Integer> candidates(Path slots, Path memory, Path data, Set<Integer> inhabited) {
        var remembered = remembered(memory);
        return IntStream.range(0, SLOTS)
                .boxed()
                .filter(number -> owner(slots, number).equals(data) || !inhabited.contains(number))
                .sorted(Comparator.comparing(
                                (Integer number) -> !owner(slots, number).equals(data))
                        .thenComparing(number -> !owner(slots, number).equals(NOBODY))
                        .thenComparing(number -> !remembered.equals(Optional.of(number))))
                .toList();
    }

    /** Slots under whose ids a process lives. */
    static Set<Integer> inhabited() throws IOException {
        var slots = new HashSet<Integer>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                int offset = uid(process) - BASE;
                if (offset >= 0) {
                    slots.add(offset / (SANDBOXES * IDS));
                }
            }
        }
        return slots;
    }

    private static int uid(Path process) {
        try (var lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .mapToInt(line -> Integer.parseInt(line.split("\\s+")[1]))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException | NumberFormatException gone) {
            return 0;
        }
    }

    private static Path owner(Path slots, int number) {
        try {
            return Path.of(
                    Files.readString(slots.resolve(Integer.toString(number))).strip());
        } catch (IOException free) {
            return NOBODY;
        }
    }

    private static Optional<Integer> remembered(Path memory) {
        try {
            return Optional.of(Integer.parseInt(Files.readString(memory).strip()))
                    .filter(number -> number >= 0 && number < SLOTS);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static @Nullable FileChannel lock(Path slot) throws IOException {
        var file = FileChannel.open(slot, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            return null;
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.PosixException;
import dev.vivarium.server.platform.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sandbox that swaps a folder for a link to the outside, as fast as the kernel can, while the same calls are made again and
 * again: nothing outside may be read, listed, changed, made or removed. An implementation that joins and checks paths loses.
 */
class SwappingSandboxIT {

    /** Set it to a million for a long run. */
    private static final int ROUNDS = Integer.getInteger("vivarium.test.swap-rounds", 20_000);

    @TempDir
    Path folder;

    private WorkspaceFixture fixture;
    private Map<String, String> outsideBefore;

    @BeforeEach
    void start() throws IOException {
        fixture = new WorkspaceFixture(folder);
        Files.createDirectories(fixture.disk.resolve("d"));
        Files.writeString(fixture.disk.resolve("d/secret"), "inside");
        Files.writeString(fixture.disk.resolve("d/victim"), "inside");
        Files.writeString(fixture.outside.resolve("victim"), "outside");
        Files.createDirectories(fixture.outside.resolve("folder"));
        Files.writeString(fixture.outside.resolve("folder/kept"), "outside");
        Files.createSymbolicLink(fixture.disk.resolve("l"), fixture.outside);
        outsideBefore = outside();
    }

    @Test
    void nothingOutsideIsTouched() throws Exception {
        var files = fixture.workspace;
        var leaks = attack(new FileCalls() {
            @Override
            public String read(String path) throws IOException {
                try (var content = files.read(path(path))) {
                    return new String(content.bytes(), StandardCharsets.UTF_8);
                }
            }

            @Override
            public void write(String path, String content) {
                fixture.write(path, content);
            }

            @Override
            public String list(String path) {
                return files.tree(path(path), 3).folders().values().toString();
            }

            @Override
            public void delete(String path) {
                files.delete(path(path), Precondition.NONE);
            }
        });
        assertThat(leaks).as("what was read of the outside").isZero();
        assertThat(outside()).isEqualTo(outsideBefore);
    }

    /** The control: the attack works against the usual way. */
    @Test
    void theSameAttackDefeatsCheckedPaths() throws Exception {
        var root = fixture.disk.toRealPath();
        var leaks = attack(new FileCalls() {
            private Path checked(String path) throws IOException {
                var resolved = root.resolve(path).normalize();
                if (!resolved.startsWith(root)
                        || !resolved.getParent().toRealPath().startsWith(root)) {
                    throw new IOException("outside");
                }
                return resolved;
            }

            @Override
            public String read(String path) throws IOException {
                return Files.readString(checked(path));
            }

            @Override
            public void write(String path, String content) throws IOException {
                Files.writeString(checked(path), content);
            }

            @Override
            public String list(String path) throws IOException {
                try (var entries = Files.list(checked(path + "/x").getParent())) {
                    return entries.map(Path::getFileName).map(Path::toString).collect(Collectors.joining());
                }
            }

            @Override
            public void delete(String path) throws IOException {
                Files.deleteIfExists(checked(path));
            }
        });
        assertThat(leaks > 0 || !outside().equals(outsideBefore)).isTrue();
    }

    private interface FileCalls {
        String read(String path) throws IOException;

        void write(String path, String content) throws IOException;

        String list(String path) throws IOException;

        void delete(String path) throws IOException;
    }

    /** @return how often something outside was read or listed */
    private int attack(FileCalls files) throws Exception {
        int leaks = 0;
        try (var swapper = new Swapper(fixture.disk)) {
            for (int round = 0; round < ROUNDS; round++) {
                leaks += count(files, round);
            }
            assertThat(swapper.swaps).as("swaps made").isGreaterThan(ROUNDS / 10);
        }
        return leaks;
    }

    private static int count(FileCalls files, int round) {
        try {
            switch (round % 5) {
                case 0 -> {
                    return files.read("d/secret").equals("secret") ? 1 : 0;
                }
                case 1 -> files.write("d/victim", "inside");
                case 2 -> files.write("d/new-" + round % 50, "inside");
                case 3 -> {
                    return files.list("d").contains("kept") || files.list("d").contains("folder") ? 1 : 0;
                }
                default -> files.delete("d/victim");
            }
            return 0;
        } catch (IOException | PlatformException refused) {
            return 0;
        } catch (UncheckedIOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private Map<String, String> outside() throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(fixture.outside)) {
            for (var path : paths.toList()) {
                files.put(
                        fixture.outside.relativize(path).toString(),
                        Files.isRegularFile(path) ? Files.readString(path) : "");
            }
        }
        return files;
    }

    /** Lets {@code d}, a folder, and {@code l}, a link out, trade places without end. */
    private static final class Swapper implements AutoCloseable {

        private final Thread thread;
        private volatile boolean stopped;
        private volatile int swaps;

        Swapper(Path disk) {
            thread = Thread.ofPlatform().name("sandbox").start(() -> {
                try (var root = DirectoryDescriptor.open(disk)) {
                    while (!stopped) {
                        root.rename("d", root, "l", DirectoryDescriptor.Target.EXCHANGE);
                        swaps++;
                    }
                } catch (PosixException exception) {
                    throw new UncheckedIOException(exception);
                }
            });
        }

        @Override
        public void close() throws InterruptedException {
            stopped = true;
            thread.join();
        }
    }
}

package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.path;
import static dev.vivarium.server.workspace.WorkspaceFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.workspace.BatchOperation.CreateFile;
import dev.vivarium.server.workspace.BatchOperation.CreateFolder;
import dev.vivarium.server.workspace.BatchOperation.Delete;
import dev.vivarium.server.workspace.BatchOperation.Rename;
import dev.vivarium.server.workspace.BatchOperation.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchIT {

    @TempDir
    Path folder;

    private WorkspaceFixture fixture;
    private Map<String, String> before;

    @BeforeEach
    void start() throws IOException {
        fixture = new WorkspaceFixture(folder);
        fixture.write("a.txt", "a");
        fixture.write("src/one.txt", "1");
        fixture.write("src/deep/two.txt", "2");
        before = contents(fixture.disk);
    }

    private static Write write(String path, String content) {
        return new Write(path(path), content.getBytes(StandardCharsets.UTF_8), Precondition.NONE);
    }

    /** Each kind of step once. */
    private static List<BatchOperation> everything() {
        return List.of(
                write("a.txt", "changed"),
                write("new/folders/b.txt", "b"),
                new CreateFolder(path("empty/folder")),
                new CreateFile(path("empty/file")),
                new Rename(path("src/deep"), path("moved/deep")),
                write("moved/deep/two.txt", "changed after the move"),
                new Delete(path("src")),
                write("src/one.txt", "made anew"));
    }

    @Test
    void makesAllInTheirOrder() throws IOException {
        var etags = fixture.workspace.batch(everything());
        assertThat(fixture.read("a.txt")).isEqualTo("changed");
        assertThat(fixture.read("moved/deep/two.txt")).isEqualTo("changed after the move");
        assertThat(fixture.read("src/one.txt")).isEqualTo("made anew");
        assertThat(fixture.disk.resolve("src/deep")).doesNotExist();
        assertThat(etags.get(0)).contains(fixture.workspace.read(path("a.txt")).etag());
        assertThat(etags.get(2)).isEmpty();
        assertThat(fixture.staging()).isEmptyDirectory();
    }

    @Test
    void oneThatFailsTakesAllBackAndIsNamed() throws IOException {
        for (var failing : List.of(
                new Delete(path("none")),
                new CreateFile(path("a.txt")),
                new Rename(path("a.txt"), path("moved/deep")),
                new Write(path("a.txt"), new byte[0], Precondition.of("\"other\"", null)),
                write("a.txt/below", "x"))) {
            var operations = new ArrayList<>(everything());
            operations.add(failing);
            var refusal = org.assertj.core.api.Assertions.catchThrowableOfType(
                    dev.vivarium.server.platform.PlatformException.class, () -> fixture.workspace.batch(operations));
            assertThat(refusal.details()).containsEntry("operation", 8);
            assertThat(contents(fixture.disk)).isEqualTo(before);
        }
        assertThat(fixture.staging()).isEmptyDirectory();
    }

    @Test
    void theRootIsFixed() {
        refused(ErrorCode.ROOT_IS_FIXED, () -> fixture.workspace.batch(List.of(new Delete(WorkspacePath.ROOT))));
    }

    /** The steps are made by another process, which is killed at some moment in the middle of them. */
    @Test
    void aProcessThatIsKilledInTheMiddleLeavesNothingHalfDone() throws Exception {
        int killedInside = 0;
        for (int attempt = 0; attempt < 6; attempt++) {
            var process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            BatchProcess.class.getName(),
                            fixture.data.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            int steps = attempt * 180;
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .pollInterval(java.time.Duration.ofMillis(1))
                    .until(() -> journalLines() >= steps || !process.isAlive());
            process.destroyForcibly().waitFor();
            killedInside += journalLines() > 0 ? 1 : 0;
            fixture.restarted().open(WorkspaceFixture.PROJECT);
            assertThat(fixture.staging()).isEmptyDirectory();
            if (Files.exists(fixture.disk.resolve("file-999"))) {
                BatchProcess.inverse().forEach(operation -> fixture.workspace.batch(List.of(operation)));
            }
            assertThat(contents(fixture.disk)).isEqualTo(before);
        }
        assertThat(killedInside).as("killed while steps were made").isPositive();
    }

    private long journalLines() throws IOException {
        try (var changes = Files.walk(fixture.staging(), 2)) {
            for (var path : changes.toList()) {
                if (path.endsWith("journal")) {
                    return Files.readAllLines(path).size();
                }
            }
        } catch (IOException | java.io.UncheckedIOException goneMeanwhile) {
            return 0;
        }
        return 0;
    }

    private static Map<String, String> contents(Path root) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var paths = Files.walk(root)) {
            for (var path : paths.toList()) {
                contents.put(
                        root.relativize(path).toString(), Files.isRegularFile(path) ? Files.readString(path) : "/");
            }
        }
        return contents;
    }
}

package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.path;
import static dev.vivarium.server.workspace.WorkspaceFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.server.platform.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of 4 MiB that is really full. Needs the right to mount. */
class DiskFullIT {

    @TempDir
    Path folder;

    private Path mount;
    private WorkspaceFixture fixture;

    @BeforeEach
    void mountSmallDisk() throws Exception {
        mount = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", mount.toString());
        fixture = new WorkspaceFixture(mount);
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", mount.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void aWriteThatDoesNotFitLeavesTheOldContent() throws IOException {
        fixture.write("a.txt", "old");
        var large = new ByteArrayInputStream(new byte[5 * 1024 * 1024]);
        refused(ErrorCode.DISK_FULL, () -> fixture.workspace.write(path("a.txt"), large, Precondition.NONE));
        assertThat(fixture.read("a.txt")).isEqualTo("old");
        assertThat(fixture.staging()).isEmptyDirectory();
        fixture.write("b.txt", "there is room again");
    }

    @Test
    void aBatchThatDoesNotFitChangesNothing() throws IOException {
        fixture.write("a.txt", "old");
        var half = new byte[3 * 1024 * 1024];
        var refusal = refused(
                ErrorCode.DISK_FULL,
                () -> fixture.workspace.batch(List.of(
                        new BatchOperation.Write(path("a.txt"), half, Precondition.NONE),
                        new BatchOperation.Write(path("b.txt"), half, Precondition.NONE))));
        assertThat(refusal.details()).containsEntry("operation", 1);
        assertThat(fixture.read("a.txt")).isEqualTo("old");
        assertThat(fixture.disk.resolve("b.txt")).doesNotExist();
    }
}

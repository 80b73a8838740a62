package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As an account without privileges, whom modes hold back. Root's rights are put down for this thread; {@code setfsuid(2)}. */
class UnprivilegedIT {

    private static final int NOBODY = 65534;

    @TempDir
    Path folder;

    private WorkspaceFixture fixture;

    @BeforeEach
    void start() throws Throwable {
        // Made as root: a thread that is started inherits the user, and the fixture starts some.
        fixture = new WorkspaceFixture(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(new ProcessBuilder("chown", "-R", String.valueOf(NOBODY), fixture.data.toString())
                        .start()
                        .waitFor())
                .isZero();
        becomeUser(NOBODY);
    }

    @AfterEach
    void becomeRootAgain() throws Throwable {
        becomeUser(0);
    }

    private static void becomeUser(int user) throws Throwable {
        var linker = Linker.nativeLinker();
        var call = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setfsuid"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        int before = (int) call.invokeExact(user);
        assertThat(before).isGreaterThanOrEqualTo(0);
    }

    private void takeModesAway() throws IOException {
        fixture.write("shut/inner/file", "x");
        for (var path : new String[] {"shut/inner/file", "shut/inner", "shut"}) {
            Files.setPosixFilePermissions(fixture.disk.resolve(path), PosixFilePermissions.fromString("---------"));
        }
        assertThatThrownBy(() -> Files.readString(fixture.disk.resolve("shut/inner/file")))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void readsWhatTheSandboxShut() throws IOException {
        takeModesAway();
        assertThat(fixture.read("shut/inner/file")).isEqualTo("x");
    }

    @Test
    void listsWhatTheSandboxShut() throws IOException {
        takeModesAway();
        assertThat(fixture.workspace.tree(path(""), 3).folders().get(path("shut/inner")))
                .extracting(TreeEntry::name)
                .containsExactly("file");
    }

    @Test
    void writesIntoWhatTheSandboxShut() throws IOException {
        takeModesAway();
        fixture.write("shut/inner/other", "y");
        fixture.write("shut/inner/file", "z");
        assertThat(fixture.read("shut/inner/file")).isEqualTo("z");
    }

    @Test
    void deletesWhatTheSandboxShut() throws IOException {
        takeModesAway();
        fixture.workspace.delete(path("shut"), Precondition.NONE);
        assertThat(fixture.disk).isEmptyDirectory();
        assertThat(fixture.staging()).isEmptyDirectory();
    }

    @Test
    void movesWhatTheSandboxShut() throws IOException {
        takeModesAway();
        fixture.workspace.rename(path("shut/inner"), path("open/inner"));
        assertThat(fixture.read("open/inner/file")).isEqualTo("x");
    }

    @Test
    void worksInARootThatTheSandboxShut() throws IOException {
        takeModesAway();
        Files.setPosixFilePermissions(fixture.disk, PosixFilePermissions.fromString("---------"));
        fixture.write("shut/new", "y");
        assertThat(fixture.read("shut/new")).isEqualTo("y");
    }
}

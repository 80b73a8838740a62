package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.path;
import static dev.vivarium.server.workspace.WorkspaceFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.server.platform.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceIT {

    @TempDir
    Path folder;

    private WorkspaceFixture fixture;
    private Workspace workspace;
    private Path disk;

    @BeforeEach
    void start() throws IOException {
        fixture = new WorkspaceFixture(folder);
        workspace = fixture.workspace;
        disk = fixture.disk;
    }

    /** Whatever a test did: nothing of a change stays, and the outside is as it was. */
    @AfterEach
    void leavesNothingBehind() throws IOException {
        if (Files.exists(fixture.staging())) {
            assertThat(fixture.staging()).isEmptyDirectory();
        }
        assertThat(fixture.outside.resolve("secret")).hasContent("secret");
        try (var files = Files.list(fixture.outside)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void writeMakesTheFoldersOnTheWay() throws IOException {
        var written = fixture.write("src/deep/App.tsx", "one");
        assertThat(written.created()).isTrue();
        assertThat(disk.resolve("src/deep/App.tsx")).hasContent("one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(disk.resolve("src/deep/App.tsx"))))
                .isEqualTo("rw-r--r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(disk.resolve("src"))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void overwritingKeepsTheMode() throws IOException {
        Files.writeString(disk.resolve("run.sh"), "one");
        Files.setPosixFilePermissions(disk.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(fixture.write("run.sh", "two").created()).isFalse();
        assertThat(disk.resolve("run.sh")).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(disk.resolve("run.sh"))))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void aStaleIfMatchChangesNothingAndTellsTheCurrentTag() throws IOException {
        var first = fixture.write("a.txt", "one").etag();
        var second = fixture.write("a.txt", "two", Precondition.ifMatch(first)).etag();
        var refusal = refused(ErrorCode.STALE, () -> fixture.write("a.txt", "three", Precondition.ifMatch(first)));
        assertThat(refusal.details()).containsEntry("etag", second.value());
        assertThat(fixture.read("a.txt")).isEqualTo("two");
    }

    @Test
    void preconditionsOnPresence() throws IOException {
        refused(ErrorCode.STALE, () -> fixture.write("x/a.txt", "one", Precondition.of("*", null)));
        assertThat(disk.resolve("x")).doesNotExist();
        fixture.write("a.txt", "one", Precondition.of(null, "*"));
        refused(ErrorCode.STALE, () -> fixture.write("a.txt", "two", Precondition.of(null, "*")));
        fixture.write("a.txt", "two", Precondition.of("*", null));
        assertThat(fixture.read("a.txt")).isEqualTo("two");
    }

    @Test
    void ofWritersThatRaceWithOneTagOneWins() throws Exception {
        var etag = fixture.write("a.txt", "start").etag();
        var wins = new AtomicInteger();
        var go = new CountDownLatch(1);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                var content = "writer " + i;
                writers.submit(() -> {
                    go.await();
                    fixture.write("a.txt", content, Precondition.ifMatch(etag));
                    return wins.incrementAndGet();
                });
            }
            go.countDown();
        }
        assertThat(wins).hasValue(1);
    }

    @Test
    void theTagFollowsTheContent() throws Exception {
        var etag = fixture.write("a.txt", "one").etag();
        for (int i = 0; i < 200; i++) {
            // Written in place, as fast as can be: the same size within one tick of the kernel's clock.
            Files.writeString(disk.resolve("a.txt"), i % 2 == 0 ? "two" : "one");
            try (var content = workspace.read(path("a.txt"))) {
                assertThat(content.etag().equals(etag)).isEqualTo(i % 2 == 1);
            }
        }
    }

    @Test
    void aLargeFileKeepsItsTagThroughTheCache() throws Exception {
        var bytes = new byte[3 * 1024 * 1024];
        new java.util.Random(1).nextBytes(bytes);
        var written = workspace.write(path("big"), new ByteArrayInputStream(bytes), Precondition.NONE);
        for (int i = 0; i < 3; i++) {
            try (var content = workspace.read(path("big"))) {
                assertThat(content.etag()).isEqualTo(written.etag());
                assertThat(content.bytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void aLargeFileThatChangesWhileItIsReadIsNotHandedOutAsWhole() throws Exception {
        workspace.write(path("big"), new ByteArrayInputStream(new byte[1024 * 1024]), Precondition.NONE);
        try (var content = workspace.read(path("big"))) {
            Files.write(disk.resolve("big"), new byte[] {1}, java.nio.file.StandardOpenOption.WRITE);
            org.assertj.core.api.Assertions.assertThatIOException().isThrownBy(content::bytes);
        }
    }

    @Test
    void kindsThatAreNoFilesAreRefused() throws Exception {
        fixture.write("d/f", "x");
        new ProcessBuilder("mkfifo", disk.resolve("pipe").toString()).start().waitFor();
        refused(ErrorCode.NOT_A_FILE, () -> fixture.read("d"));
        refused(ErrorCode.NOT_A_FILE, () -> fixture.read(""));
        refused(ErrorCode.NOT_A_FILE, () -> fixture.read("pipe"));
        refused(ErrorCode.NOT_A_FILE, () -> fixture.write("d", "x"));
        refused(ErrorCode.NOT_A_FILE, () -> fixture.write("pipe", "x"));
        refused(ErrorCode.NOT_A_DIRECTORY, () -> fixture.write("d/f/g", "x"));
        refused(ErrorCode.NOT_A_DIRECTORY, () -> fixture.write("d/f/g/h", "x"));
        refused(ErrorCode.FILE_NOT_FOUND, () -> fixture.read("d/f/g"));
        refused(ErrorCode.FILE_NOT_FOUND, () -> fixture.read("none"));
        refused(ErrorCode.ROOT_IS_FIXED, () -> fixture.write("", "x"));
        refused(ErrorCode.ROOT_IS_FIXED, () -> workspace.delete(WorkspacePath.ROOT, Precondition.NONE));
        refused(ErrorCode.ROOT_IS_FIXED, () -> workspace.rename(WorkspacePath.ROOT, path("a")));
        refused(ErrorCode.ROOT_IS_FIXED, () -> workspace.rename(path("d"), WorkspacePath.ROOT));
        refused(ErrorCode.NOT_A_DIRECTORY, () -> workspace.tree(path("d/f"), 1));
    }

    @Test
    void aBodyThatFailsLeavesTheOldContent() throws Exception {
        fixture.write("a.txt", "old");
        var broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() {
                if (left-- == 0) {
                    throw Staging.tooLarge(1);
                }
                return 'x';
            }
        };
        refused(ErrorCode.TOO_LARGE, () -> workspace.write(path("a.txt"), broken, Precondition.NONE));
        assertThat(fixture.read("a.txt")).isEqualTo("old");
    }

    @Test
    void createNeverReplaces() {
        workspace.createFile(path("a/b.txt"));
        workspace.createFolder(path("c/d"));
        refused(ErrorCode.FILE_EXISTS, () -> workspace.createFile(path("a/b.txt")));
        refused(ErrorCode.FILE_EXISTS, () -> workspace.createFolder(path("c/d")));
        refused(ErrorCode.FILE_EXISTS, () -> workspace.createFolder(path("a/b.txt")));
        refused(ErrorCode.FILE_EXISTS, () -> workspace.createFile(path("c")));
        assertThat(disk.resolve("a/b.txt")).isEmptyFile();
    }

    @Test
    void renameMovesAndNeverReplaces() throws IOException {
        fixture.write("a/one", "1");
        fixture.write("two", "2");
        workspace.rename(path("a"), path("x/y/a"));
        assertThat(fixture.read("x/y/a/one")).isEqualTo("1");
        refused(ErrorCode.FILE_EXISTS, () -> workspace.rename(path("x/y/a/one"), path("two")));
        refused(ErrorCode.FILE_EXISTS, () -> workspace.rename(path("two"), path("two")));
        refused(ErrorCode.INVALID, () -> workspace.rename(path("x"), path("x/y/z")));
        refused(ErrorCode.FILE_NOT_FOUND, () -> workspace.rename(path("gone"), path("new/place")));
        assertThat(disk.resolve("new")).doesNotExist();
        assertThat(fixture.read("two")).isEqualTo("2");
    }

    @Test
    void deleteTakesFoldersWithoutFollowingLinks() throws IOException {
        fixture.write("d/e/f", "x");
        Files.createSymbolicLink(disk.resolve("d/out"), fixture.outside);
        Files.createSymbolicLink(disk.resolve("link"), fixture.outside);
        workspace.delete(path("d"), Precondition.NONE);
        workspace.delete(path("link"), Precondition.NONE);
        assertThat(disk).isEmptyDirectory();
        refused(ErrorCode.FILE_NOT_FOUND, () -> workspace.delete(path("d"), Precondition.NONE));
    }

    @Test
    void deepFoldersAreDeleted() throws Exception {
        // Deeper than any path may be long; a shell gets there step by step.
        new ProcessBuilder(
                        "bash",
                        "-c",
                        "mkdir top && cd top && for i in $(seq 450); do mkdir -m 500 \"folder-$i\" && cd -P \"./folder-$i\" || exit; touch f; done")
                .directory(disk.toFile())
                .start()
                .waitFor();
        workspace.delete(path("top"), Precondition.NONE);
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void linksThatStayInsideAreFollowedAndKept() throws IOException {
        fixture.write("real/file", "one");
        Files.createSymbolicLink(disk.resolve("folder"), Path.of("real"));
        Files.createSymbolicLink(disk.resolve("real/up"), Path.of("../real/file"));
        assertThat(fixture.read("folder/up")).isEqualTo("one");
        fixture.write("folder/up", "two");
        assertThat(disk.resolve("real/file")).hasContent("two");
        assertThat(disk.resolve("real/up")).isSymbolicLink();
    }

    @Test
    void linksThatLeaveAreNotFollowed() throws IOException {
        Files.createSymbolicLink(disk.resolve("absolute"), fixture.outside.resolve("secret"));
        Files.createSymbolicLink(disk.resolve("relative"), Path.of("../../../outside/secret"));
        Files.createSymbolicLink(disk.resolve("folder"), fixture.outside);
        Files.createSymbolicLink(disk.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(disk.resolve("proc"), Path.of("/proc/self/root"));
        for (var name : new String[] {"absolute", "relative", "folder/secret", "loop", "proc/etc/passwd"}) {
            refused(ErrorCode.FORBIDDEN, () -> fixture.read(name));
            refused(ErrorCode.FORBIDDEN, () -> fixture.write(name, "x"));
        }
        refused(ErrorCode.FORBIDDEN, () -> fixture.write("folder/new", "x"));
        refused(ErrorCode.FORBIDDEN, () -> workspace.createFile(path("folder/new")));
        refused(ErrorCode.FORBIDDEN, () -> workspace.createFolder(path("folder/new")));
        refused(ErrorCode.FORBIDDEN, () -> workspace.delete(path("folder/secret"), Precondition.NONE));
        refused(ErrorCode.FORBIDDEN, () -> workspace.rename(path("folder/secret"), path("got")));
        refused(ErrorCode.FORBIDDEN, () -> workspace.rename(path("loop"), path("folder/loop")));
        refused(ErrorCode.FORBIDDEN, () -> workspace.tree(path("folder"), 1));
        assertThat(workspace.tree(WorkspacePath.ROOT, 10).entries())
                .allMatch(entry -> entry.type() == TreeEntry.Type.OTHER);
        assertThat(Files.isSymbolicLink(disk.resolve("absolute"))).isTrue();
        assertThat(Files.exists(disk.resolve("loop"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void aDeletedWorkspaceIsGoneAtOnce() throws IOException {
        fixture.write("a", "x");
        fixture.workspaces.delete(WorkspaceFixture.PROJECT);
        refused(ErrorCode.PROJECT_NOT_FOUND, () -> fixture.read("a"));
        org.awaitility.Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> assertThat(
                        fixture.data.resolve("workspaces/.trash"))
                .isEmptyDirectory());
    }
}

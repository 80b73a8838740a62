package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.server.workspace.WorkspaceChange.Changed;
import dev.vivarium.server.workspace.WorkspaceChange.Kind;
import dev.vivarium.server.workspace.WorkspaceChange.Overflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceWatchIT {

    @TempDir
    Path folder;

    private WorkspaceFixture fixture;
    private WorkspaceWatch watch;
    private Path disk;
    private final List<WorkspaceChange> told = new CopyOnWriteArrayList<>();
    private WorkspaceWatch.Subscription subscription = () -> {};

    @BeforeEach
    void start() throws IOException {
        fixture = new WorkspaceFixture(folder);
        disk = fixture.disk;
        watch = new WorkspaceWatch(fixture.workspaces);
    }

    @AfterEach
    void stop() {
        subscription.close();
        Awaitility.await().until(() -> threads() == 0);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("watch-demo"))
                .count();
    }

    private void subscribe() {
        subscription = watch.subscribe(WorkspaceFixture.PROJECT, told::add);
    }

    private List<String> changes() {
        return told.stream()
                .flatMap(change -> change instanceof Changed(var changes)
                        ? changes.stream()
                                .map(one ->
                                        one.kind().word() + " " + one.entry().word() + " " + one.path())
                        : java.util.stream.Stream.of("overflow " + ((Overflow) change).path()))
                .toList();
    }

    private void awaitChanges(String... expected) {
        Awaitility.await().atMost(5, TimeUnit.SECONDS).untilAsserted(() -> assertThat(changes())
                .contains(expected));
    }

    @Test
    void tellsWhatTheSandboxDoes() throws IOException {
        Files.createDirectories(disk.resolve("src"));
        Files.writeString(disk.resolve("src/a.txt"), "1");
        subscribe();
        Files.writeString(disk.resolve("src/a.txt"), "2");
        awaitChanges("modified file src/a.txt");
        Files.createDirectories(disk.resolve("new/deep"));
        Files.writeString(disk.resolve("new/deep/b.txt"), "1");
        awaitChanges("created directory new", "created directory new/deep", "created file new/deep/b.txt");
        Files.move(disk.resolve("new"), disk.resolve("moved"));
        awaitChanges("deleted directory new", "created directory moved", "created file moved/deep/b.txt");
        Files.writeString(disk.resolve("moved/deep/c.txt"), "1");
        awaitChanges("created file moved/deep/c.txt");
        Files.delete(disk.resolve("src/a.txt"));
        awaitChanges("deleted file src/a.txt");
    }

    @Test
    void tellsWhatTheApiDoes() {
        fixture.write("a.txt", "1");
        subscribe();
        fixture.write("a.txt", "2");
        awaitChanges("modified file a.txt");
        fixture.workspace.rename(path("a.txt"), path("d/b.txt"));
        awaitChanges("deleted file a.txt", "created directory d", "created file d/b.txt");
        fixture.workspace.delete(path("d"), Precondition.NONE);
        awaitChanges("deleted directory d");
        assertThat(changes()).noneMatch(change -> change.contains(".tmp") || change.contains("staging"));
    }

    @Test
    void heavyFoldersAreToldAsAWhole() throws IOException {
        subscribe();
        Files.createDirectories(disk.resolve("node_modules/left-pad/lib"));
        awaitChanges("created directory node_modules");
        Files.createDirectories(disk.resolve("node_modules/right-pad"));
        awaitChanges("overflow node_modules");
        assertThat(changes()).noneMatch(change -> change.contains("pad"));
    }

    @Test
    void coalescesWhatHappensOftenAndFast() throws IOException {
        Files.writeString(disk.resolve("log"), "");
        subscribe();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        while (System.nanoTime() < until) {
            Files.writeString(disk.resolve("log"), "x");
        }
        awaitChanges("modified file log");
        assertThat(told.size()).isLessThanOrEqualTo(13);
    }

    @Test
    void manyListenersShareOneWatch() throws IOException {
        var others = new CopyOnWriteArrayList<WorkspaceChange>();
        subscribe();
        try (var second = watch.subscribe(WorkspaceFixture.PROJECT, others::add)) {
            Files.writeString(disk.resolve("a"), "1");
            awaitChanges("created file a");
            Awaitility.await().until(() -> !others.isEmpty());
            assertThat(threads()).isEqualTo(1);
        }
        Files.writeString(disk.resolve("b"), "1");
        awaitChanges("created file b");
    }

    @Test
    void whatIsBeyondTheLimitIsToldAgainAndAgain() throws Exception {
        for (int i = 0; i < 20; i++) {
            Files.createDirectories(disk.resolve("d" + i));
        }
        var session = WatchSession.start(fixture.workspace, "demo", 5, told::add);
        try {
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> told.stream()
                    .anyMatch(change -> change instanceof Overflow));
        } finally {
            session.stop();
        }
    }

    /** A client that keeps a model by what it is told, and lists again what overflowed, has the disk in the end. */
    @Test
    void aClientsModelEqualsTheDiskAfterAStorm() throws Exception {
        subscribe();
        var storm = new ProcessBuilder("bash", "-c", """
                for round in 1 2 3; do
                  mkdir -p a/b/c many; for i in $(seq 400); do echo $i > a/b/c/f$i; done
                  mv a/b moved-$round; mkdir -p a/b; mv moved-$round/c a/b/c
                  seq 30000 | (cd many && xargs touch); rm -rf many; mkdir -p x/$round/y/z; touch x/$round/y/z/f
                  rm -f a/b/c/f1*; ln -s a link-$round
                done; touch end""")
                .directory(disk.toFile())
                .inheritIO()
                .start();
        assertThat(storm.waitFor()).isZero();
        var model = new Model();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
            model.apply(told);
            assertThat(model.entries).isEqualTo(model.list(WorkspacePath.ROOT));
        });
        assertThat(told).anyMatch(change -> change instanceof Overflow);
    }

    @Test
    void aClientsModelEqualsTheDiskAfterRandomChanges() throws Exception {
        var random = new Random(7);
        subscribe();
        var model = new Model();
        for (int i = 0; i < 3000; i++) {
            randomChange(random);
        }
        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
            model.apply(told);
            assertThat(model.entries).isEqualTo(model.list(WorkspacePath.ROOT));
        });
        assertThat(changes()).anyMatch(change -> change.startsWith(Kind.DELETED.word()));
    }

    private void randomChange(Random random) {
        var names = List.of("a", "b", "a/c", "a/c/d", "b/e", "a/c/d/f", "b/e/g");
        var one = disk.resolve(names.get(random.nextInt(names.size())));
        var other = disk.resolve(names.get(random.nextInt(names.size())));
        try {
            switch (random.nextInt(5)) {
                case 0 -> Files.createDirectory(one);
                case 1 -> Files.writeString(one, "x");
                case 2 -> Files.delete(one);
                default -> Files.move(one, other);
            }
        } catch (IOException impossibleNow) {
            // As likely as not.
        }
    }

    private final class Model {

        private final Map<String, String> entries = new TreeMap<>();
        private int seen;

        void apply(List<WorkspaceChange> changes) {
            for (; seen < changes.size(); seen++) {
                switch (changes.get(seen)) {
                    case Changed(var list) -> list.forEach(this::apply);
                    case Overflow(var folder) -> {
                        remove(folder.value());
                        entries.putAll(list(folder));
                    }
                }
            }
        }

        private void apply(WorkspaceChange.Change change) {
            if (change.kind() == Kind.DELETED) {
                entries.remove(change.path().value());
                remove(change.path().value());
            } else {
                if (change.entry() != TreeEntry.Type.DIRECTORY) {
                    remove(change.path().value());
                }
                entries.put(change.path().value(), change.entry().word());
            }
        }

        private void remove(String folder) {
            entries.keySet().removeIf(path -> folder.isEmpty() || path.startsWith(folder + "/"));
        }

        private Map<String, String> list(WorkspacePath folder) {
            var listed = new TreeMap<String, String>();
            try {
                var folders = fixture.workspace.tree(folder, 10).folders();
                for (var entry : folders.values().stream().flatMap(List::stream).toList()) {
                    listed.put(entry.path().value(), entry.type().word());
                    boolean deeper = entry.type() == TreeEntry.Type.DIRECTORY && !entry.link();
                    if (deeper && !folders.containsKey(entry.path())) {
                        listed.putAll(list(entry.path()));
                    }
                }
            } catch (dev.vivarium.server.platform.PlatformException gone) {
                return listed;
            }
            return listed;
        }
    }
}

package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.WorkspaceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Where an instance keeps what. */
final class Layout {

    private final OciConfig config;
    private final AtomicLong sequence = new AtomicLong();

    private Layout(OciConfig config) {
        this.config = config;
    }

    /** Empties the run folder, makes what is missing, and forgets the homes of workspaces that are gone. */
    static Layout create(OciConfig config) throws IOException {
        var layout = new Layout(config);
        Files.createDirectories(config.state());
        permit(config.state(), "rwx--x--x");
        Files.createDirectories(layout.homes());
        Files.createDirectories(config.run());
        permit(config.run(), "rwx--x--x");
        try (var entries = Files.newDirectoryStream(config.run())) {
            for (var entry : entries) {
                deleteTree(entry);
            }
        }
        for (var folder : List.of(layout.root(), layout.bundles(), layout.runtime(), layout.sockets())) {
            Files.createDirectory(folder);
        }
        permit(layout.bundles(), "rwx--x--x");
        permit(layout.runtime(), "rwx------");
        permit(layout.sockets(), "rwx--x--x");
        layout.forgetHomes(Set.of());
        return layout;
    }

    private static void permit(Path folder, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    Path logs() {
        return config.state().resolve("execs");
    }

    Path root() {
        return config.run().resolve("root");
    }

    Path runtime() {
        return config.run().resolve("runtime");
    }

    private Path bundles() {
        return config.run().resolve("bundles");
    }

    private Path sockets() {
        return config.run().resolve("ports");
    }

    private Path homes() {
        return config.state().resolve("homes");
    }

    Path bundle(String sandbox) {
        return bundles().resolve(sandbox);
    }

    Path portSocket(String sandbox, int port) {
        return sockets().resolve(sandbox + "." + port);
    }

    /** A name that is free, short enough for a socket. */
    Path temporary(String what) {
        return config.run().resolve(what + "-" + sequence.incrementAndGet());
    }

    Path workspace(WorkspaceName name) {
        return config.workspaces().resolve(name.value());
    }

    /**
     * The home folder of a workspace, outside of it so that caches and histories are neither shown nor exported, on disk so that
     * they do not count as memory, and kept so that a next install is quick.
     */
    Path home(WorkspaceName name) throws IOException {
        var home = homes().resolve(name.value());
        if (!Files.isDirectory(home)) {
            giveToService(Files.createDirectories(home));
        }
        return home;
    }

    /** An empty folder for a sandbox that is to be thrown away. */
    Path scratch() throws IOException {
        return giveToService(Files.createDirectory(temporary("scratch")));
    }

    private Path giveToService(Path folder) throws IOException {
        Files.setAttribute(folder, "unix:uid", config.serviceUid());
        Files.setAttribute(folder, "unix:gid", config.serviceGid());
        permit(folder, "rwx------");
        return folder;
    }

    /** @param used names of workspaces whose homes stay, whatever became of the workspaces */
    void forgetHomes(Set<String> used) throws IOException {
        try (var homes = Files.newDirectoryStream(homes())) {
            for (var home : homes) {
                var name = home.getFileName().toString();
                if (!used.contains(name) && !Files.exists(config.workspaces().resolve(name))) {
                    deleteTree(home);
                }
            }
        }
    }

    /** The first process of every sandbox: it does nothing but reap. */
    List<String> init() throws IOException {
        var catatonit = Path.of("/usr/bin/catatonit");
        if (Files.isExecutable(catatonit)) {
            return List.of(catatonit.toString(), "-P");
        }
        var tini = Path.of("/usr/bin/tini");
        if (Files.isExecutable(tini)) {
            return List.of(tini.toString(), "--", "/usr/bin/sleep", "infinity");
        }
        throw new IOException("neither catatonit nor tini is there: install one of them");
    }

    static void deleteTree(Path tree) throws IOException {
        Trees.delete(tree);
    }
}

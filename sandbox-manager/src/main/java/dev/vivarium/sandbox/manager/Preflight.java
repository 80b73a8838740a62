package dev.vivarium.sandbox.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Says at the start, in words, what would otherwise fail later in a sandbox. */
final class Preflight {

    private Preflight() {}

    static void check(Settings settings, ServiceAccount service) throws StartException, IOException {
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            throw new StartException("The sandbox manager makes namespaces and mounts: it must be started by root.");
        }
        if (!Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"))
                && !Files.exists(Path.of("/sys/fs/cgroup/memory"))) {
            throw new StartException(
                    "No control groups at /sys/fs/cgroup. Mount them: sandboxes would have no limits.");
        }
        workspaces(settings, service);
    }

    /** The workspaces belong to the server; where it has not made their folder yet, it is made in its name. */
    private static void workspaces(Settings settings, ServiceAccount service) throws StartException, IOException {
        var workspaces = settings.workspaces();
        refuseObstacle(Doctor.nearestExisting(workspaces), service);
        try {
            Files.createDirectories(settings.data());
            if (!Files.exists(workspaces)) {
                Files.createDirectory(
                        workspaces, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Files.setAttribute(workspaces, "unix:uid", service.uid());
                Files.setAttribute(workspaces, "unix:gid", service.gid());
            }
        } catch (IOException unusable) {
            throw new StartException(
                    "Cannot make %s: %s. Choose another data folder.".formatted(workspaces, unusable), unusable);
        }
        refuseObstacle(workspaces, service);
    }

    private static void refuseObstacle(Path path, ServiceAccount service) throws StartException, IOException {
        var obstacle = service.stoppedAt(path);
        if (obstacle.isPresent()) {
            throw new StartException(
                    "The user %s may not pass %s, on the way to its workspaces. Run chmod o+x on it or choose another data folder."
                            .formatted(service.name(), obstacle.get()));
        }
    }
}

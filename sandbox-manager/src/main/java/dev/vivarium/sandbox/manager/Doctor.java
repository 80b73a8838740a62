package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.client.wire.Report;
import dev.vivarium.sandbox.client.wire.Report.Check;
import dev.vivarium.sandbox.egress.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks whether this machine has what hardened sandboxes need. Changes nothing. */
final class Doctor {

    private static final long ENOUGH_DISK = 2L << 30;
    private static final Set<String> NEEDED_CONTROLLERS = Set.of("cpu", "memory", "pids");
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    /** File systems that can be bind-mounted with other owners (mount_setattr(2), MOUNT_ATTR_IDMAP), by kernel 6.12. */
    private static final Set<String> IDMAPPABLE =
            Set.of("ext4", "xfs", "btrfs", "tmpfs", "f2fs", "vfat", "overlay", "zfs", "erofs", "squashfs", "bcachefs");

    private final Settings settings;

    Doctor(Settings settings) {
        this.settings = settings;
    }

    /** Without an engine: what can be told from outside. */
    Report examine() {
        return report(runtime());
    }

    Report examine(SandboxEngine engine) {
        return report(held(engine));
    }

    private Report report(List<Check> runtime) {
        var checks = new ArrayList<Check>();
        checks.add(account());
        checks.addAll(runtime);
        checks.add(cgroups());
        checks.add(userNamespaces());
        checks.add(seccomp());
        checks.add(idmappedMounts());
        checks.add(disk());
        return new Report(checks);
    }

    private static List<Check> held(SandboxEngine engine) {
        try {
            var info = engine.info();
            var works = Check.passed("runtime", info.runtime());
            var weaknesses = info.weaknesses();
            return List.of(
                    works,
                    weaknesses.isEmpty()
                            ? Check.passed("isolation", "Every promise of the policy holds here.")
                            : Check.failed(
                                    "isolation",
                                    String.join(" ", weaknesses),
                                    "Where you need it, choose another engine or runtime."));
        } catch (SandboxException failed) {
            return List.of(Check.failed("runtime", String.valueOf(failed.getMessage()), "See the manager's log."));
        }
    }

    private static List<Check> runtime() {
        var candidates = List.of("crun", "runc");
        for (var candidate : candidates) {
            var answer = Command.of(candidate, "--version").run();
            if (answer.succeeded()) {
                return List.of(Check.passed("runtime", answer.firstLine()));
            }
        }
        return List.of(Check.failed(
                "runtime", "Found none of " + String.join(", ", candidates) + ".", "Install the package crun."));
    }

    private Check account() {
        try {
            var service = ServiceAccount.of(settings.serviceAccount());
            var nearest = nearestExisting(settings.workspaces());
            var obstacle = service.stoppedAt(nearest);
            return obstacle.isEmpty()
                    ? Check.passed("service account", service.name() + " is uid " + service.uid())
                    : Check.failed(
                            "service account",
                            service.name() + " may not pass " + obstacle.get() + ".",
                            "Run chmod o+x " + obstacle.get() + " or choose another data folder.");
        } catch (StartException | IOException failed) {
            return Check.failed("service account", String.valueOf(failed.getMessage()), "Create the account.");
        }
    }

    private static Check cgroups() {
        var v2 = CGROUPS.resolve("cgroup.controllers");
        var found = new TreeSet<String>();
        try {
            if (Files.exists(v2)) {
                found.addAll(List.of(Files.readString(v2).strip().split("\\s+")));
            } else {
                NEEDED_CONTROLLERS.stream()
                        .filter(name -> Files.exists(CGROUPS.resolve(name)))
                        .forEach(found::add);
            }
        } catch (IOException unreadable) {
            return Check.failed("cgroups", unreadable.toString(), "Mount control groups at /sys/fs/cgroup.");
        }
        var detail = "version %d, controllers %s".formatted(Files.exists(v2) ? 2 : 1, String.join(" ", found));
        return found.containsAll(NEEDED_CONTROLLERS)
                ? Check.passed("cgroups", detail)
                : Check.failed("cgroups", detail, "Boot with the controllers cpu, memory and pids enabled.");
    }

    private static Check userNamespaces() {
        var answer = Command.of("unshare", "--user", "--map-root-user", "true").run();
        return answer.succeeded()
                ? Check.passed("user namespaces", "can be made")
                : Check.failed(
                        "user namespaces",
                        answer.firstLine(),
                        "Raise the sysctl user.max_user_namespaces, or run as root.");
    }

    private static Check seccomp() {
        var actions = Path.of("/proc/sys/kernel/seccomp/actions_avail");
        try {
            return Check.passed(
                    "seccomp", "actions " + Files.readString(actions).strip());
        } catch (IOException none) {
            return Check.failed("seccomp", "The kernel offers none.", "Boot a kernel with CONFIG_SECCOMP_FILTER.");
        }
    }

    private Check idmappedMounts() {
        try {
            var type =
                    Files.getFileStore(nearestExisting(settings.workspaces())).type();
            var detail = type + " on Linux " + System.getProperty("os.version");
            return IDMAPPABLE.contains(type) && atLeast(5, 12)
                    ? Check.passed("idmapped mounts", detail)
                    : Check.failed(
                            "idmapped mounts",
                            detail,
                            "Put the data folder on ext4, xfs or btrfs, on Linux 5.12 or later.");
        } catch (IOException unreadable) {
            return Check.failed("idmapped mounts", unreadable.toString(), "Choose another data folder.");
        }
    }

    private static boolean atLeast(int major, int minor) {
        var numbers = System.getProperty("os.version").split("\\D+");
        int found = Integer.parseInt(numbers[0]);
        return found > major || found == major && Integer.parseInt(numbers[1]) >= minor;
    }

    private Check disk() {
        try {
            long free =
                    Files.getFileStore(nearestExisting(settings.workspaces())).getUsableSpace();
            var detail = "%,d MiB free in %s".formatted(free >> 20, settings.data());
            return free >= ENOUGH_DISK
                    ? Check.passed("disk", detail)
                    : Check.failed("disk", detail, "Free some space: at least 2 GiB, more for larger projects.");
        } catch (IOException unreadable) {
            return Check.failed("disk", unreadable.toString(), "Choose another data folder.");
        }
    }

    static Path nearestExisting(Path path) {
        return Stream.iterate(path, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of("/"));
    }
}

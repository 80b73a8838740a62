package dev.vivarium.sandbox.oci;

import dev.vivarium.posix.PidDescriptor;
import dev.vivarium.sandbox.Usage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * The cgroups of one instance: {@code /vivarium-<instance>/sandbox-<id>/exec-<id>}, in every hierarchy of this machine. The runtime
 * makes a sandbox's and sets its limits; an exec's is made here, so that what it left behind can be found, even when it
 * has forked twice.
 */
abstract sealed class Cgroups permits CgroupsV1, CgroupsV2 {

    static final Path ROOT = Path.of("/sys/fs/cgroup");

    // With a prefix, because "tasks" is a good name for a sandbox and a file of every cgroup.
    private static final String SANDBOX = "sandbox-";
    private static final String EXEC = "exec-";

    private static final Duration DIES_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = 500_000;

    private final String instance;

    Cgroups(String instance) {
        this.instance = "vivarium-" + instance;
    }

    static Cgroups of(String instance) throws IOException {
        return Files.exists(ROOT.resolve("cgroup.controllers")) ? new CgroupsV2(instance) : CgroupsV1.detect(instance);
    }

    /**
     * How often the kernel refused or killed.
     *
     * @param exact whether these are the exec's own numbers, or those of its whole sandbox
     */
    record Counters(long outOfMemory, long forksRefused, boolean exact) {
        static final Counters NONE = new Counters(0, 0, true);
    }

    /** Roots of the hierarchies that a process of a sandbox is in. */
    abstract List<Path> hierarchies();

    abstract Usage usage(String sandbox) throws IOException;

    /** @param exec its name, or empty for what runs in the sandbox beside its execs */
    abstract Counters counters(String sandbox, String exec);

    /** The root of the hierarchy by which processes are found. */
    abstract Path tracking();

    /** Sees that nothing new can be forked, or kills all at once, where the kernel offers it. */
    abstract void stopForks(Path cgroup) throws IOException;

    /** Lifts the limit of CPU time, so that what is to die can. */
    abstract void unthrottle(String sandbox);

    /** What must hold in a sandbox's cgroup before an exec's can be made in it. */
    abstract void prepare(String sandbox) throws IOException;

    /** As the bundle and the runtime name it. */
    String path(String sandbox) {
        return "/" + instance + "/" + SANDBOX + sandbox;
    }

    Path in(Path hierarchy, String sandbox) {
        return hierarchy.resolve(instance).resolve(SANDBOX + sandbox);
    }

    /** What an exec's cgroup is called; empty for the sandbox's own. */
    static String nameOf(String exec) {
        return exec.isEmpty() ? "" : EXEC + exec;
    }

    /** In every hierarchy: crun leaves a process in its own cgroup, without limits, wherever the exec's is missing. */
    void create(String sandbox, String exec) throws IOException {
        for (var hierarchy : hierarchies()) {
            Files.createDirectory(in(hierarchy, sandbox).resolve(nameOf(exec)));
        }
    }

    /** Kills what is in a cgroup and beneath; once. */
    void kill(Path cgroup) {
        try {
            stopForks(cgroup);
            for (var pid : processes(cgroup)) {
                try (var process = PidDescriptor.open(pid)) {
                    PidDescriptor.signal(process, PidDescriptor.SIGKILL);
                } catch (IOException gone) {
                    continue;
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    void killExec(String sandbox, String exec) {
        kill(in(tracking(), sandbox).resolve(nameOf(exec)));
    }

    /** Kills until nothing is left, and removes the cgroup in every hierarchy. */
    void removeExec(String sandbox, String exec) throws IOException {
        removeTree(hierarchy -> in(hierarchy, sandbox).resolve(nameOf(exec)));
    }

    void removeSandbox(String sandbox) throws IOException {
        removeTree(hierarchy -> in(hierarchy, sandbox));
    }

    /** Removes the instance's own cgroup, unless a sandbox is in it. */
    void removeIfEmpty() {
        for (var hierarchy : hierarchies()) {
            try {
                Files.deleteIfExists(hierarchy.resolve(instance));
            } catch (IOException inUse) {
                return;
            }
        }
    }

    /** Everything of this instance. */
    void removeAll() throws IOException {
        removeTree(hierarchy -> hierarchy.resolve(instance));
    }

    private void removeTree(UnaryOperator<Path> where) throws IOException {
        var tracked = where.apply(tracking());
        long deadline = System.nanoTime() + DIES_WITHIN.toNanos();
        for (kill(tracked); !processes(tracked).isEmpty(); kill(tracked)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("processes do not die in " + tracked);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        for (var hierarchy : hierarchies()) {
            removeEmpty(where.apply(hierarchy), deadline);
        }
    }

    // A cgroup stays busy for a moment after its last process has died, and an exec may just have been made in it.
    private static void removeEmpty(Path cgroup, long deadline) throws IOException {
        while (true) {
            for (var child : children(cgroup)) {
                removeEmpty(child, deadline);
            }
            try {
                Files.deleteIfExists(cgroup);
                return;
            } catch (FileSystemException busy) {
                if (System.nanoTime() > deadline) {
                    throw busy;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    private static List<Integer> processes(Path cgroup) throws IOException {
        var found = new ArrayList<Integer>();
        try {
            for (var child : children(cgroup)) {
                found.addAll(processes(child));
            }
            for (var line : Files.readAllLines(cgroup.resolve("cgroup.procs"))) {
                found.add(Integer.valueOf(line));
            }
        } catch (IOException gone) {
            return found;
        }
        return found;
    }

    private static List<Path> children(Path cgroup) throws IOException {
        try (var entries = Files.newDirectoryStream(cgroup, Files::isDirectory)) {
            var found = new ArrayList<Path>();
            entries.forEach(found::add);
            return found;
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }

    /** The number after {@code key} in a flat-keyed file, 0 where the file or the key is not there. */
    static long keyed(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key + " "))
                    .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    static long number(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }
}

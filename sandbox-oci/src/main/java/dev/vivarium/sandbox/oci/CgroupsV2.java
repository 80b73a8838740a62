package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The unified hierarchy; the kernel's documentation, {@code admin-guide/cgroup-v2}. Execs' cgroups have no controllers: they
 * would forbid processes in the sandbox's own. So memory and forks are counted for the sandbox as a whole.
 */
final class CgroupsV2 extends Cgroups {

    CgroupsV2(String instance) {
        super(instance);
    }

    @Override
    List<Path> hierarchies() {
        return List.of(ROOT);
    }

    @Override
    Path tracking() {
        return ROOT;
    }

    @Override
    Usage usage(String sandbox) throws IOException {
        var cgroup = in(ROOT, sandbox);
        return new Usage(
                keyed(cgroup.resolve("cpu.stat"), "usage_usec") * 1000,
                Math.max(
                        0,
                        number(cgroup.resolve("memory.current"))
                                - keyed(cgroup.resolve("memory.stat"), "inactive_file")),
                (int) number(cgroup.resolve("pids.current")));
    }

    @Override
    Counters counters(String sandbox, String exec) {
        var cgroup = in(ROOT, sandbox);
        return new Counters(
                keyed(cgroup.resolve("memory.events"), "oom_kill"),
                keyed(cgroup.resolve("pids.events"), "max"),
                exec.isEmpty());
    }

    @Override
    void stopForks(Path cgroup) throws IOException {
        Files.writeString(cgroup.resolve("cgroup.kill"), "1");
    }

    @Override
    void unthrottle(String sandbox) {
        try {
            Files.writeString(in(ROOT, sandbox).resolve("cpu.max"), "max");
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    void prepare(String sandbox) {
        // Nothing: a cgroup without controllers can be made anywhere.
    }
}

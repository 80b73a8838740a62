package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One hierarchy per controller; the kernel's documentation, {@code admin-guide/cgroup-v1}. */
final class CgroupsV1 extends Cgroups {

    private final List<Path> hierarchies;

    private CgroupsV1(String instance, List<Path> hierarchies) {
        super(instance);
        this.hierarchies = hierarchies;
    }

    static CgroupsV1 detect(String instance) throws IOException {
        return new CgroupsV1(
                instance,
                Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                        .map(line -> line.split(":", 3)[1])
                        .filter(controllers -> !controllers.isEmpty())
                        .map(controllers -> ROOT.resolve(controllers.replace("name=", "")))
                        .filter(Files::isDirectory)
                        .toList());
    }

    @Override
    List<Path> hierarchies() {
        return hierarchies;
    }

    @Override
    Path tracking() {
        return ROOT.resolve("pids");
    }

    @Override
    Usage usage(String sandbox) throws IOException {
        var memory = in(ROOT.resolve("memory"), sandbox);
        return new Usage(
                number(in(ROOT.resolve("cpuacct"), sandbox).resolve("cpuacct.usage")),
                Math.max(
                        0,
                        number(memory.resolve("memory.usage_in_bytes"))
                                - keyed(memory.resolve("memory.stat"), "total_inactive_file")),
                (int) number(in(tracking(), sandbox).resolve("pids.current")));
    }

    @Override
    Counters counters(String sandbox, String exec) {
        return new Counters(
                keyed(
                        in(ROOT.resolve("memory"), sandbox)
                                .resolve(nameOf(exec))
                                .resolve("memory.oom_control"),
                        "oom_kill"),
                keyed(in(tracking(), sandbox).resolve(nameOf(exec)).resolve("pids.events"), "max"),
                true);
    }

    @Override
    void stopForks(Path cgroup) throws IOException {
        Files.writeString(cgroup.resolve("pids.max"), "0");
    }

    @Override
    void unthrottle(String sandbox) {
        try {
            Files.writeString(in(ROOT.resolve("cpu"), sandbox).resolve("cpu.cfs_quota_us"), "-1");
        } catch (IOException gone) {
            return;
        }
    }

    // A new cpuset is empty, and nothing can run in it, unless it is a clone of its parent.
    @Override
    void prepare(String sandbox) throws IOException {
        var clone = in(ROOT.resolve("cpuset"), sandbox).resolve("cgroup.clone_children");
        if (Files.exists(clone)) {
            Files.writeString(clone, "1");
        }
    }
}

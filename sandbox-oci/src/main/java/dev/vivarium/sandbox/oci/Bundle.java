package dev.vivarium.sandbox.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a sandbox down as the OCI runtime specification (1.0.2) wants it. The policy's promises stand here. */
final class Bundle {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long CPU_PERIOD_MICROS = 100_000;
    private static final int FILES_LIMIT = 16_384;

    // An own root, a first process that reaps, and nothing of the host's but /usr; no /sys at all.
    private static final List<String> MASKED = List.of(
            "/proc/acpi",
            "/proc/asound",
            "/proc/config.gz",
            "/proc/interrupts",
            "/proc/kallsyms",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/proc/timer_list",
            "/proc/timer_stats");
    private static final List<String> READ_ONLY =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private static final Map<String, Object> SECCOMP = SeccompProfile.create();

    private final OciConfig config;
    private final Toolchain toolchain;
    private final Path root;

    Bundle(OciConfig config, Toolchain toolchain, Path root) {
        this.config = config;
        this.toolchain = toolchain;
        this.root = root;
    }

    /** What differs between sandboxes. */
    record Sandbox(String name, Path folder, Path workspace, Path home, Policy policy, int hostUid, String cgroup) {}

    void write(Sandbox sandbox, List<String> init) throws IOException {
        Files.createDirectory(sandbox.folder());
        Files.writeString(sandbox.folder().resolve("hosts"), EtcFiles.hosts(sandbox.name()));
        JSON.writeValue(
                sandbox.folder().resolve("config.json").toFile(),
                Map.of(
                        "ociVersion",
                        "1.0.2",
                        "process",
                        process(init, false, sandbox.policy(), Map.of()),
                        "root",
                        Map.of("path", root.toString(), "readonly", true),
                        "hostname",
                        sandbox.name(),
                        "mounts",
                        mounts(sandbox),
                        "linux",
                        linux(sandbox)));
    }

    void writeProcess(Path file, ExecSpec spec, Policy policy) throws IOException {
        // A shell reports what cannot be started by 127 or 126, where the runtime has one code for all.
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\""));
        command.addAll(spec.command());
        JSON.writeValue(file.toFile(), process(command, spec.terminal().isPresent(), policy, environment(spec)));
    }

    private static Map<String, String> environment(ExecSpec spec) {
        var environment = new TreeMap<>(spec.environment());
        spec.terminal().ifPresent(size -> {
            environment.putIfAbsent("TERM", "xterm-256color");
            environment.putIfAbsent("COLORTERM", "truecolor");
        });
        return environment;
    }

    private Map<String, Object> process(
            List<String> command, boolean terminal, Policy policy, Map<String, String> added) {
        var none = List.of();
        return Map.of(
                "terminal",
                terminal,
                "user",
                Map.of("uid", RootSkeleton.UID, "gid", RootSkeleton.UID),
                "args",
                command,
                "env",
                environment(policy, added),
                "cwd",
                "/workspace",
                "capabilities",
                Map.of("bounding", none, "effective", none, "permitted", none, "inheritable", none, "ambient", none),
                "noNewPrivileges",
                true,
                "rlimits",
                List.of(
                        Map.of("type", "RLIMIT_CORE", "soft", 0, "hard", 0),
                        Map.of("type", "RLIMIT_NOFILE", "soft", FILES_LIMIT, "hard", FILES_LIMIT)));
    }

    private List<String> environment(Policy policy, Map<String, String> added) {
        long mib = policy.memoryBytes() / (1024 * 1024);
        var all = new LinkedHashMap<String, String>();
        all.put("PATH", toolchain.path());
        all.put("HOME", RootSkeleton.HOME);
        all.put("USER", "dev");
        all.put("SHELL", "/bin/bash");
        all.put("LANG", "C.UTF-8");
        all.put("TZ", "UTC");
        toolchain.javaHome().ifPresent(home -> all.put("JAVA_HOME", home));
        // Without /sys neither can see the ceiling: they would size their heaps by the host's memory and be killed.
        all.put("NODE_OPTIONS", "--max-old-space-size=" + mib * 3 / 4);
        all.put("MAVEN_OPTS", "-XX:MaxRAM=" + mib + "m -XX:MaxRAMPercentage=50");
        all.put("VIVARIUM_MEMORY", mib + "m");
        all.putAll(config.egress().environment());
        all.putAll(added);
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private List<Object> mounts(Sandbox sandbox) {
        // Shared with memory's ceiling: what lies in them counts as memory of the sandbox.
        long tmp = sandbox.policy().memoryBytes() / 4;
        var idmap = idmap(sandbox);
        var mounts = new ArrayList<Object>(List.of(
                mount("/proc", "proc", "proc", "nosuid", "nodev", "noexec"),
                mount("/dev", "tmpfs", "tmpfs", "nosuid", "noexec", "strictatime", "mode=755", "size=64k"),
                mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"),
                mount("/dev/shm", "tmpfs", "shm", "nosuid", "nodev", "noexec", "mode=1777", "size=" + tmp / 2),
                mount("/tmp", "tmpfs", "tmpfs", "nosuid", "nodev", "mode=1777", "size=" + tmp),
                mount("/usr", "bind", "/usr", "bind", "ro", "nosuid", "nodev"),
                mount(
                        "/etc/hosts",
                        "bind",
                        sandbox.folder().resolve("hosts").toString(),
                        "bind",
                        "ro",
                        "nosuid",
                        "nodev"),
                // crun 1.8 drops nosuid and nodev from an idmapped mount. Neither is missed: no new privileges makes
                // set-user-id files harmless, and whoever makes a device needs rights over the host.
                mount("/workspace", "bind", sandbox.workspace().toString(), "bind", "rw", "nosuid", "nodev", idmap),
                mount(RootSkeleton.HOME, "bind", sandbox.home().toString(), "bind", "rw", "nosuid", "nodev", idmap)));
        toolchain
                .binds()
                .forEach((folder, place) ->
                        mounts.add(mount(place, "bind", folder.toString(), "bind", "ro", "nosuid", "nodev")));
        return mounts;
    }

    // On disk the files are the service account's; inside, those of uid 1000, whose uid on the host is nobody's.
    private String idmap(Sandbox sandbox) {
        int inside = sandbox.hostUid() + RootSkeleton.UID;
        return "idmap=uids=%d-%d-1;gids=%d-%d-1".formatted(config.serviceUid(), inside, config.serviceGid(), inside);
    }

    private static Map<String, Object> mount(String destination, String type, String source, String... options) {
        return Map.of("destination", destination, "type", type, "source", source, "options", List.of(options));
    }

    private static Map<String, Object> linux(Sandbox sandbox) {
        var policy = sandbox.policy();
        var map = List.of(Map.of("containerID", 0, "hostID", sandbox.hostUid(), "size", OciConfig.SLOT));
        return Map.of(
                "namespaces",
                List.of("pid", "mount", "ipc", "uts", "network", "user", "cgroup").stream()
                        .map(type -> Map.of("type", type))
                        .toList(),
                "uidMappings",
                map,
                "gidMappings",
                map,
                "cgroupsPath",
                sandbox.cgroup(),
                "resources",
                Map.of(
                        "memory",
                        Map.of("limit", policy.memoryBytes(), "swap", policy.memoryBytes()),
                        "cpu",
                        Map.of(
                                "quota",
                                Math.max(1000, (long) (policy.cpus() * CPU_PERIOD_MICROS)),
                                "period",
                                CPU_PERIOD_MICROS),
                        "pids",
                        Map.of("limit", policy.maxProcesses())),
                "maskedPaths",
                MASKED,
                "readonlyPaths",
                READ_ONLY,
                "seccomp",
                SECCOMP);
    }
}

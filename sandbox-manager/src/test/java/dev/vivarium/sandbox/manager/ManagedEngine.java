package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.WorkspaceName;
import dev.vivarium.sandbox.client.ManagerClient;
import dev.vivarium.sandbox.client.wire.Report;
import dev.vivarium.sandbox.contract.EngineUnderTest;
import dev.vivarium.sandbox.contract.RecordingEgress;
import dev.vivarium.sandbox.oci.OciConfig;
import dev.vivarium.sandbox.oci.OciEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real engine behind a manager's socket, seen by a client. */
final class ManagedEngine implements EngineUnderTest {

    private static final int SERVICE = 60_991;
    private static final int FIRST_UID = 1_100_000_000;
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final RecordingEgress egress = new RecordingEgress();
    private final String instance = "mit-" + ProcessHandle.current().pid();
    private final Path data = Path.of("/var/tmp/vivarium-" + instance);
    private final Path run = Path.of("/run/vivarium-" + instance);
    private final OciEngine held;
    private final ManagerServer server;
    private final ManagerClient client;

    ManagedEngine() throws IOException, SandboxException {
        var traversable = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectories(data.resolve("workspaces"), traversable);
        Files.createDirectories(run.resolve("engine"), traversable);
        held = OciEngine.open(new OciConfig(
                instance,
                data.resolve("engine"),
                run.resolve("engine"),
                data.resolve("workspaces"),
                SERVICE,
                SERVICE,
                FIRST_UID,
                16,
                SERVICE,
                List.of(Path.of(System.getProperty("java.home"))),
                egress));
        var socket = new Socket(run.resolve("manager.sock"), SERVICE);
        var verbs = new Verbs(held, new Ceiling(RunningManager.MOST), () -> new Report(List.of()));
        server = new ManagerServer(socket.listen(), Peers.ofUids(0, SERVICE), verbs);
        server.start();
        client = new ManagerClient(socket.path());
    }

    @Override
    public SandboxEngine engine() {
        return client;
    }

    @Override
    public Path newWorkspace(WorkspaceName name) throws IOException {
        var folder = Files.createDirectory(data.resolve("workspaces").resolve(name.value()));
        Files.setAttribute(folder, "unix:uid", SERVICE);
        Files.setAttribute(folder, "unix:gid", SERVICE);
        return folder;
    }

    @Override
    public int serviceUid() {
        return SERVICE;
    }

    @Override
    public RecordingEgress egress() {
        return egress;
    }

    @Override
    public List<String> traces(SandboxId id) throws IOException {
        try (var cgroups = cgroups();
                var files = Files.walk(run)) {
            var mounts =
                    Files.readAllLines(Path.of("/proc/self/mounts")).stream().filter(line -> line.contains(id.value()));
            return Stream.of(cgroups, files)
                    .flatMap(paths ->
                            paths.filter(path -> path.getFileName().toString().startsWith(id.value())))
                    .map(Path::toString)
                    .collect(() -> new ArrayList<>(mounts.toList()), List::add, List::addAll);
        }
    }

    @Override
    public void close() throws Exception {
        for (var sandbox : client.list()) {
            client.stop(sandbox.spec().id(), Cause.STOPPED_BY_OPERATOR);
        }
        client.close();
        server.close();
        held.close();
        delete(cgroups().filter(path -> path.toString().contains("vivarium-" + instance)));
        delete(Files.walk(run));
        delete(Files.walk(data));
    }

    private static Stream<Path> cgroups() throws IOException {
        return Files.find(CGROUPS, 4, (_, attributes) -> attributes.isDirectory());
    }

    private static void delete(Stream<Path> paths) throws IOException {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }
}

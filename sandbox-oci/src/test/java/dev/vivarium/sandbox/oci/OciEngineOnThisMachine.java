package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.WorkspaceName;
import dev.vivarium.sandbox.contract.EngineUnderTest;
import dev.vivarium.sandbox.contract.RecordingEgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A real engine of an instance of its own, on folders that go with it. */
final class OciEngineOnThisMachine implements EngineUnderTest {

    private static final int SERVICE = 60_990;
    private static final int FIRST_UID = 1_000_000_000;

    private final RecordingEgress egress = new RecordingEgress();
    private final String instance;
    private final Path data;
    private final Path run;
    private final OciConfig config;
    private OciEngine engine;

    private OciEngineOnThisMachine(String instance, Path data, Path run) throws SandboxException {
        this.instance = instance;
        this.data = data;
        this.run = run;
        this.config = new OciConfig(
                instance,
                data.resolve("sandboxes"),
                run,
                data.resolve("workspaces"),
                SERVICE,
                SERVICE,
                FIRST_UID,
                16,
                SERVICE,
                List.of(Path.of(System.getProperty("java.home"))),
                egress);
        this.engine = OciEngine.open(config);
    }

    static OciEngineOnThisMachine open() throws IOException, SandboxException {
        if (!System.getProperty("user.name").equals("root")) {
            throw new AssertionError("sandboxes are made by root alone: run this test as root");
        }
        var instance = "it-" + ProcessHandle.current().pid();
        var traversable = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));
        var data = Files.createDirectories(Path.of("/var/tmp/vivarium-" + instance), traversable);
        Files.createDirectories(data.resolve("workspaces"), traversable);
        return new OciEngineOnThisMachine(instance, data, Path.of("/run/vivarium-" + instance));
    }

    /** As if the process had been killed and started again. */
    void reopen() throws SandboxException {
        engine.close();
        engine = OciEngine.open(config);
    }

    @Override
    public SandboxEngine engine() {
        return engine;
    }

    @Override
    public Path newWorkspace(WorkspaceName name) throws IOException {
        var folder = Files.createDirectory(config.workspaces().resolve(name.value()));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
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
        try (var cgroups = Files.find(
                        Path.of("/sys/fs/cgroup"),
                        3,
                        (path, attributes) -> path.endsWith(Path.of("vivarium-" + instance, id.value())));
                var files = Files.walk(run)) {
            return Stream.concat(
                            Stream.concat(cgroups, files.filter(path -> path.getFileName()
                                    .toString()
                                    .startsWith(id.value()))),
                            Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                                    .filter(line -> line.contains(id.value())))
                    .map(Object::toString)
                    .toList();
        }
    }

    @Override
    public void close() throws Exception {
        for (var sandbox : engine.list()) {
            engine.stop(sandbox.spec().id(), dev.vivarium.sandbox.Cause.STOPPED_BY_OPERATOR);
        }
        engine.close();
        Cgroups.of(instance).removeAll();
        Layout.deleteTree(run);
        Layout.deleteTree(data);
    }
}

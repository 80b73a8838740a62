package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Cause;
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
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real engine of an instance of its own, on folders that go with it. */
final class OciEngineOnThisMachine implements EngineUnderTest {

    private static final int SERVICE = 60_990;
    private static final int FIRST_UID = 1_000_000_000;

    private static final RecordingEgress EGRESS = new RecordingEgress();

    private final String instance;
    private final OciConfig config;
    private @Nullable OciEngine engine;

    private OciEngineOnThisMachine(String instance) {
        this.instance = instance;
        this.config = config(instance);
    }

    static OciConfig config(String instance) {
        var data = Path.of("/var/tmp/vivarium-" + instance);
        return new OciConfig(
                instance,
                data.resolve("sandboxes"),
                Path.of("/run/vivarium-" + instance),
                data.resolve("workspaces"),
                SERVICE,
                SERVICE,
                FIRST_UID,
                16,
                SERVICE,
                List.of(Path.of(System.getProperty("java.home"))),
                EGRESS);
    }

    static OciEngineOnThisMachine open() throws IOException, SandboxException {
        var subject = prepare();
        subject.start();
        return subject;
    }

    /** Folders without an engine. */
    static OciEngineOnThisMachine prepare() throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            throw new AssertionError("sandboxes are made by root alone: run this test as root");
        }
        var subject = new OciEngineOnThisMachine("it-" + ProcessHandle.current().pid());
        var traversable = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectories(subject.config.workspaces(), traversable);
        Files.setPosixFilePermissions(
                subject.config.workspaces().getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        return subject;
    }

    void start() throws SandboxException {
        engine = OciEngine.open(config);
    }

    String instance() {
        return instance;
    }

    @Override
    public SandboxEngine engine() {
        return Objects.requireNonNull(engine);
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
        return EGRESS;
    }

    @Override
    public List<String> traces(SandboxId id) throws IOException {
        var name = id.value();
        try (var files = Files.walk(config.run())) {
            var cgroups = Cgroups.of(instance).hierarchies().stream()
                    .map(hierarchy -> hierarchy.resolve("vivarium-" + instance).resolve("sandbox-" + name))
                    .filter(Files::exists);
            var left = files.filter(path -> path.getFileName().toString().startsWith(name));
            var mounts =
                    Files.readAllLines(Path.of("/proc/self/mounts")).stream().filter(line -> line.contains(name));
            return Stream.of(cgroups, left, mounts)
                    .flatMap(found -> found.map(Object::toString))
                    .toList();
        }
    }

    @Override
    public void close() throws Exception {
        if (engine != null) {
            for (var sandbox : engine.list()) {
                engine.stop(sandbox.spec().id(), Cause.STOPPED_BY_OPERATOR);
            }
            engine.close();
        }
        Cgroups.of(instance).removeAll();
        Layout.deleteTree(config.run());
        Layout.deleteTree(config.state().getParent());
    }
}

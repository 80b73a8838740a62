package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.WorkspaceName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a real sandbox and looks at it from inside, so that a runtime which ignores a part of the policy is not used. */
final class SelfTest {

    private static final SandboxId ID = new SandboxId("self-test");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> WANTED =
            List.of("NoNewPrivs:\t1", "Seccomp:\t2", "CapEff:\t0000000000000000", "Uid:\t1000\t", "written by 1000");

    private final Sandboxes sandboxes;
    private final Layout layout;

    SelfTest(Sandboxes sandboxes, Layout layout) {
        this.sandboxes = sandboxes;
        this.layout = layout;
    }

    /** What is wrong, or empty. */
    Optional<String> run() {
        try {
            var workspace = layout.scratch();
            try {
                return run(workspace);
            } finally {
                Layout.deleteTree(workspace);
            }
        } catch (IOException | SandboxException e) {
            return Optional.ofNullable(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private Optional<String> run(Path workspace) throws IOException, SandboxException, InterruptedException {
        var spec = new SandboxSpec(ID, new WorkspaceName("self-test"), "static", Policy.DEFAULT, Map.of());
        sandboxes.create(spec, workspace);
        try {
            var output = look();
            return WANTED.stream()
                    .filter(wanted -> !output.contains(wanted))
                    .findFirst()
                    .map(missing -> "inside a sandbox \"" + missing.replace('\t', ' ') + "\" does not hold: " + output);
        } finally {
            sandboxes.stop(ID, Cause.STOPPED_BY_OPERATOR);
        }
    }

    private String look() throws SandboxException, InterruptedException {
        var script = "cat /proc/self/status; echo x > /workspace/x && stat -c 'written by %u' /workspace/x";
        var exec = sandboxes.exec(
                ID,
                new ExecSpec(
                        new ExecId("self-test"),
                        List.of("/bin/sh", "-c", script),
                        Map.of(),
                        Optional.empty(),
                        NetworkMode.NONE,
                        Optional.of(LIMIT)));
        var output = new ByteArrayOutputStream();
        try (var reader = exec.attach(0)) {
            while (reader.read() instanceof Item.Bytes bytes) {
                output.writeBytes(bytes.bytes());
            }
        }
        exec.forget();
        return output.toString(StandardCharsets.UTF_8);
    }
}

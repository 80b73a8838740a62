package dev.vivarium.server.workspace;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.ProjectId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A workspace in a folder of the test; {@link #disk} is what a sandbox would see, {@link #outside} what it must not. */
final class WorkspaceFixture {

    static final ProjectId PROJECT = new ProjectId("demo");

    final Path data;
    final Path disk;
    final Path outside;
    final Workspaces workspaces;
    final Workspace workspace;

    WorkspaceFixture(Path folder) throws IOException {
        data = folder.resolve("data");
        workspaces = restarted();
        workspaces.create(PROJECT);
        workspace = workspaces.open(PROJECT);
        disk = data.resolve("workspaces/demo");
        outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
    }

    /** As another process that starts on the same data finds it. */
    Workspaces restarted() {
        return new Workspaces(data.resolve("workspaces"));
    }

    static WorkspacePath path(String path) {
        return WorkspacePath.parse(path);
    }

    Workspace.Written write(String path, String content) {
        return write(path, content, Precondition.NONE);
    }

    Workspace.Written write(String path, String content, Precondition precondition) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return workspace.write(path(path), new ByteArrayInputStream(bytes), precondition);
    }

    String read(String path) throws IOException {
        try (var content = workspace.read(path(path))) {
            return new String(content.bytes(), StandardCharsets.UTF_8);
        }
    }

    Path staging() {
        return data.resolve("workspaces/.staging/demo");
    }

    static PlatformException refused(ErrorCode code, ThrowingCallable call) {
        var refusal = Assertions.catchThrowableOfType(PlatformException.class, call);
        Assertions.assertThat(refusal).as("refused with " + code).isNotNull();
        Assertions.assertThat(refusal.code()).isEqualTo(code);
        return refusal;
    }
}

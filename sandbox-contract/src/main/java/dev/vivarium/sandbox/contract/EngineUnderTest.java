package dev.vivarium.sandbox.contract;

import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.WorkspaceName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An engine on this machine, and what a test has to know of where it puts things. Closed after the last test. */
public interface EngineUnderTest extends AutoCloseable {

    SandboxEngine engine();

    /** Makes an empty workspace as the server does, owned by the service account. */
    Path newWorkspace(WorkspaceName name) throws IOException;

    /** Owner of workspace files on disk. */
    int serviceUid();

    /** The engine's egress, which it was made with. */
    RecordingEgress egress();

    /** Whatever is left on this machine of a sandbox that was stopped: cgroups, files, sockets, mounts. */
    List<String> traces(SandboxId id) throws IOException;

    @Override
    void close() throws Exception;
}

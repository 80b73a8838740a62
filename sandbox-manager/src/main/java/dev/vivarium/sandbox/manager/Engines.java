package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.oci.OciConfig;
import dev.vivarium.sandbox.oci.OciEngine;
import java.io.IOException;
import java.nio.file.Files;

/** The engine that this manager holds. */
final class Engines {

    private Engines() {}

    static SandboxEngine oci(Settings settings, ServiceAccount service, UidSlot uids, Egress egress)
            throws StartException, IOException {
        var state = Files.createDirectories(settings.state().resolve("engine"));
        var run = Files.createDirectories(settings.engineRun());
        try {
            return OciEngine.open(new OciConfig(
                    settings.instance(),
                    state,
                    run,
                    settings.workspaces(),
                    service.uid(),
                    service.gid(),
                    uids.firstUid(),
                    uids.sandboxes(),
                    service.gid(),
                    settings.toolchains(),
                    egress));
        } catch (SandboxException | IllegalArgumentException unusable) {
            throw new StartException(
                    unusable.getMessage() + " Run the doctor to see what this machine lacks.", unusable);
        }
    }
}

package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.SandboxEngine;
import java.io.IOException;

/** Makes the engine once everything that it stands on is there. */
interface EngineFactory {

    SandboxEngine create(Settings settings, ServiceAccount service, UidSlot uids, Egress egress)
            throws StartException, IOException;
}

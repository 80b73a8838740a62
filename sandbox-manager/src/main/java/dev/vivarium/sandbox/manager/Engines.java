package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.SandboxEngine;

/** The engine that this manager holds. */
final class Engines {

    private Engines() {}

    static SandboxEngine create(Settings settings, ServiceAccount service, UidSlot uids, Egress egress)
            throws StartException {
        throw new StartException("There is no engine yet.");
    }
}

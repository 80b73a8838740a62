package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.NetworkMode;

/** Who may be reached in which mode. Names are not resolved here: what they resolve to is checked where it is dialled. */
record Rules(RegistryLookup registries) {

    private static final Decision OFF = new Decision.Refused(
            "network is off", "Network is off in this sandbox. Run Install to reach the package registries.");

    Decision decide(Target target, NetworkMode mode) {
        if (mode == NetworkMode.NONE) {
            return OFF;
        }
        var tool = registries.toolOf(target);
        if (tool.isPresent()) {
            return new Decision.Allowed(NetworkMode.INSTALL, false, tool.get() + " registry");
        }
        return mode == NetworkMode.OPEN ? anyPublic(target) : notARegistry(target);
    }

    private static Decision anyPublic(Target target) {
        return target.port() == Target.HTTPS || target.port() == Target.HTTP
                ? new Decision.Allowed(NetworkMode.OPEN, true, "network is open")
                : new Decision.Refused(
                        "port is not 443 or 80", "Sandboxes reach ports 443 and 80 only, not " + target + ".");
    }

    private static Decision notARegistry(Target target) {
        return new Decision.Refused(
                "not a package registry",
                target + " is not a package registry of this machine; only those are open while installing.");
    }
}

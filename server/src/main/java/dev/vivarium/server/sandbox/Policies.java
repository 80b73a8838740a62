package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Policy;
import dev.vivarium.server.project.Manifest;

/** The policy of one project: the installation's, raised by what its manifest asks for, up to the installation's ceilings. */
final class Policies {

    private static final long MIB = 1024L * 1024;

    private Policies() {}

    static Policy forManifest(SandboxConfig config, Manifest manifest) {
        var base = config.policy();
        double cpus = Math.max(
                base.cpus(),
                Math.min(config.max().cpus(), manifest.resources().cpus().orElse(0.0)));
        long memory = Math.max(
                base.memoryBytes(),
                Math.min(
                        config.max().memory().asLongValue(),
                        manifest.resources().memoryMiB().orElse(0) * MIB));
        return new Policy(cpus, memory, base.maxProcesses(), base.diskBytes(), base.network());
    }
}

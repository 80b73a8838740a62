package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What sandboxes may use and for how long, unless a project's manifest asks for more within {@link #max}. */
@ConfigMapping(prefix = "vivarium.sandbox")
public interface SandboxConfig {

    /** CPU time per wall time. */
    @WithDefault("0.5")
    double cpus();

    /** Memory, swap included. */
    @WithDefault("512M")
    MemorySize memory();

    /** Processes and threads. */
    @WithDefault("256")
    int processes();

    /** Size of a workspace. */
    @WithDefault("1G")
    MemorySize disk();

    /** How long nothing must happen before a sandbox is stopped. */
    @WithDefault("60s")
    Duration idleAfter();

    /** How long a sandbox may live whatever happens; unlimited without. */
    Optional<Duration> maxLifetime();

    /** Active sandboxes of one account; a further one stops the longest idle. */
    @WithDefault("1")
    int maxActivePerAccount();

    /** How long a page counts as used after its last input. */
    @WithDefault("10m")
    Duration presenceLifetime();

    Max max();

    /** Ceilings of what a manifest may ask for. */
    interface Max {

        @WithDefault("2")
        double cpus();

        @WithDefault("2G")
        MemorySize memory();
    }

    default Policy policy() {
        return new Policy(cpus(), memory().asLongValue(), processes(), disk().asLongValue(), NetworkMode.NONE);
    }
}

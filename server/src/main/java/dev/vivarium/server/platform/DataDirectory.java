package dev.vivarium.server.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this instance keeps what it must not lose, and its sockets. */
@ConfigMapping(prefix = "vivarium")
public interface DataDirectory {

    /** Absolute path of the data directory. Everything but the sandboxes' state is below it. */
    @WithDefault("/var/lib/vivarium")
    Path data();

    /** Absolute path of the run directory: sockets, gone with a reboot. Kept short: a Unix socket's path has 108 bytes. */
    @WithDefault("/run/vivarium/default")
    Path run();

    default Path workspaces() {
        return data().resolve("workspaces");
    }

    default Path grants() {
        return data().resolve("grants");
    }

    default Path managerSocket() {
        return run().resolve("manager.sock");
    }
}

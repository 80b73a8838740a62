package dev.vivarium.server.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What this instance is made of: where it keeps what it must not lose, its sockets, and the parts it was given. */
@ConfigMapping(prefix = "vivarium")
public interface Installation {

    /** Absolute path of the data directory. Everything but the sandboxes' state is below it. */
    @WithDefault("/var/lib/vivarium")
    Path data();

    /** Absolute path of the run directory: sockets, gone with a reboot. Kept short: a Unix socket's path has 108 bytes. */
    @WithDefault("/run/vivarium/default")
    Path run();

    /** The built web UI. */
    Path web();

    /** The templates that projects begin as. */
    Path templates();

    /** Engine that makes the sandboxes. */
    @WithDefault("oci")
    String engine();

    /** The database, when it is not the embedded one; read before the configuration is, see {@code DATABASE_URL}. */
    Optional<String> databaseUrl();

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

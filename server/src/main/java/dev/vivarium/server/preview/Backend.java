package dev.vivarium.server.preview;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.server.platform.PlatformException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the requests of a preview go, or why they cannot go anywhere now. */
sealed interface Backend {

    /** Something listens. @param socket a Unix socket, each connection to which is one to the port */
    record Reachable(int port, Path socket) implements Backend {}

    /** The sandbox comes up. @param before why it was not there */
    record Starting(Optional<Cause> before) implements Backend {}

    /** There is no sandbox, and none was asked for. */
    record Asleep(Optional<Cause> cause) implements Backend {}

    /**
     * The sandbox runs and nothing listens on the port.
     *
     * @param port empty when the project names none
     * @param others ports on which something does listen
     * @param listened whether something listened on it earlier in the life of this sandbox
     */
    record Silent(OptionalInt port, List<Integer> others, boolean listened) implements Backend {}

    /** The sandbox cannot be had. */
    record Failed(PlatformException reason) implements Backend {}
}

package dev.vivarium.server.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A running PostgreSQL server, as its {@code postmaster.pid} tells of it.
 *
 * @param program the executable it was started from
 * @param socketFolder where it listens
 */
record Postmaster(long pid, Path program, Path socketFolder) {

    private static final int PID_LINE = 0;
    private static final int SOCKET_LINE = 4;

    /** The one that serves {@code cluster}; empty when the file is absent or stale, whoever has the number now. */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        var lines = lines(pidFile(cluster));
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            var pid = Long.parseLong(lines.get(PID_LINE).strip());
            var process = Path.of("/proc", Long.toString(pid));
            // A postmaster works in its cluster's folder: nobody else with a reused number does.
            if (!process.resolve("cwd").toRealPath().equals(cluster.toRealPath())) {
                return Optional.empty();
            }
            var socket = lines.size() > SOCKET_LINE ? lines.get(SOCKET_LINE).strip() : "";
            return Optional.of(new Postmaster(pid, Files.readSymbolicLink(process.resolve("exe")), Path.of(socket)));
        } catch (NumberFormatException | IOException goneOrNotOurs) {
            return Optional.empty();
        }
    }

    static Path pidFile(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private static List<String> lines(Path pidFile) throws IOException {
        try {
            return Files.readAllLines(pidFile);
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }
}

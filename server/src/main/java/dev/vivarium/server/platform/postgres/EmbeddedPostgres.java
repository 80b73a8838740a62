package dev.vivarium.server.platform.postgres;

import dev.vivarium.server.platform.StartupFailure;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.postgresql.Driver;

/**
 * A PostgreSQL of our own for one data directory. It is durable (fsync, checksums), speaks over a Unix socket alone, and belongs
 * to the account that starts it, never to root. The server's death does not end it: the next start finds and adopts it.
 *
 * <p>A Unix socket rather than a TCP port: there is none to reserve or to run into, instances cannot meet, and the folder's
 * mode keeps other accounts away before a password is asked for.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final String SOCKET = ".s.PGSQL.5432";
    private static final int MAX_SOCKET_PATH = 107;
    private static final long MAX_LOG_BYTES = 4 << 20;

    /** Small, for one server on one machine; what is not here is PostgreSQL's default, fsync=on among it. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=",
            "unix_socket_permissions=0700",
            "max_connections=40",
            "shared_buffers=32MB",
            "work_mem=2MB",
            "maintenance_work_mem=32MB",
            "wal_buffers=1MB",
            "max_wal_size=256MB",
            "io_method=sync",
            "max_worker_processes=2",
            "max_parallel_workers=0",
            "max_parallel_workers_per_gather=0",
            "max_logical_replication_workers=0",
            "autovacuum_worker_slots=2",
            "autovacuum_max_workers=2",
            "wal_level=minimal",
            "max_wal_senders=0",
            "jit=off",
            "huge_pages=off",
            "log_line_prefix=%m ",
            "log_timezone=UTC",
            "timezone=UTC");

    private final Cluster cluster;
    private final Programs programs;
    private final Path sockets;
    private final boolean adopted;
    private volatile boolean closing;

    private EmbeddedPostgres(Cluster cluster, Programs programs, Path sockets, Path log) throws IOException {
        this.cluster = cluster;
        this.programs = programs;
        this.sockets = sockets;
        this.adopted = adopt();
        if (!adopted) {
            launch(log);
        }
    }

    /**
     * Starts the database of {@code data}, or adopts the one that still runs; the first start creates it. Returns when it
     * takes connections.
     *
     * @param run folder for its socket, gone with a reboot; short, because a socket's path has 107 bytes
     * @throws StartupFailure for the operator: what is wrong and what to do
     */
    public static EmbeddedPostgres start(Path data, Path run) {
        try {
            return open(data, run);
        } catch (IOException failed) {
            throw new StartupFailure("The database cannot be started. " + failed.getMessage(), failed);
        }
    }

    private static EmbeddedPostgres open(Path data, Path run) throws IOException {
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            throw new IOException(
                    "PostgreSQL does not run as root. Start the server as an account without privileges.");
        }
        var sockets = Folders.createPrivate(run.toAbsolutePath().resolve("postgres"));
        if (sockets.resolve(SOCKET).toString().getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_PATH) {
            throw new IOException(
                    "The path of the run folder " + run + " is too long for a Unix socket. Choose a shorter one.");
        }
        var home = Folders.createPrivate(data.toAbsolutePath().resolve("postgres"));
        var programs = new Programs(Binaries.in(home), home);
        var log = home.resolve("postgres.log");
        return new EmbeddedPostgres(Cluster.in(home, programs), programs, sockets.toRealPath(), log);
    }

    /** Whether it was running already, left over from a server that was killed. */
    public boolean adopted() {
        return adopted;
    }

    /** Tells when it has ended without {@link #close}; it cannot be served without. */
    public void onDeath(Runnable action) {
        try {
            Postmaster.of(cluster.folder())
                    .flatMap(running -> ProcessHandle.of(running.pid()))
                    .orElseThrow(() -> new IOException("it has ended"))
                    .onExit()
                    .thenRun(() -> {
                        if (!closing) {
                            action.run();
                        }
                    });
        } catch (IOException ended) {
            action.run();
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost/%s?sslmode=disable&gssEncMode=disable&socketFactory=%s&socketFactoryArg=%s"
                .formatted(
                        Cluster.DATABASE,
                        UnixSocketFactory.class.getName(),
                        URLEncoder.encode(sockets.resolve(SOCKET).toString(), StandardCharsets.UTF_8));
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return cluster.password();
    }

    /** Ends it cleanly: connections are cut, what was committed is on disk (SIGINT, "fast shutdown"). */
    @Override
    public void close() {
        closing = true;
        try {
            if (Postmaster.of(cluster.folder()).isPresent()) {
                stop();
            }
        } catch (IOException failed) {
            LOG.error("database did not stop", failed);
        }
    }

    private boolean adopt() throws IOException {
        var running = Postmaster.of(cluster.folder());
        if (running.isEmpty()) {
            // Stale: PostgreSQL itself would give up if another process of ours had the number by now.
            Files.deleteIfExists(Postmaster.pidFile(cluster.folder()));
            Files.deleteIfExists(sockets.resolve(SOCKET + ".lock"));
            return false;
        }
        if (fits(running.get()) && answers()) {
            return true;
        }
        stop();
        return false;
    }

    /** Started from these programs, listening where we look. */
    private boolean fits(Postmaster running) throws IOException {
        return running.socketFolder().equals(sockets)
                && running.program()
                        .equals(programs.binaries().program("postgres").toRealPath());
    }

    private boolean answers() {
        var credentials = new Properties();
        credentials.put("user", user());
        credentials.put("password", password());
        credentials.put("loginTimeout", "5");
        try (var connection = new Driver().connect(jdbcUrl(), credentials)) {
            return connection != null && connection.isValid(5);
        } catch (SQLException silent) {
            return false;
        }
    }

    private void launch(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        control("start", "--log=" + log, "--options=" + options());
    }

    private String options() {
        var options = new StringBuilder("-c unix_socket_directories=").append(quoted(sockets.toString()));
        SETTINGS.forEach(setting -> options.append(" -c ").append(quoted(setting)));
        return options.toString();
    }

    /** The options pass through a shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private void stop() throws IOException {
        control("stop", "--mode=fast");
    }

    /** pg_ctl starts the server in a session of its own, so that neither a signal to ours nor our death reaches it. */
    private void control(String verb, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of(verb, "--pgdata=" + cluster.folder()));
        arguments.addAll(List.of("--wait", "--silent", "--timeout=" + TO_START.toSeconds()));
        arguments.addAll(List.of(options));
        programs.run(TO_START.plusSeconds(5), "", "pg_ctl", arguments);
    }
}

package dev.vivarium.sandbox.held;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The execs of one instance: those that run, and those that ended and were not forgotten. One folder holds their logs; those
 * that its last holder left unfinished are given back as ended with {@link Cause#ENGINE_LOST}.
 */
public final class ExecStore {

    static final long LOG_BYTES = 64L * 1024 * 1024;
    static final Duration STALL_AFTER = Duration.ofSeconds(10);

    private static final int LOST_EXIT_CODE = 128 + 9;
    private static final String RECORD = ".exec";
    private static final String LOG = ".log";

    private final Path folder;
    private final ConcurrentHashMap<ExecId, HeldExec> execs = new ConcurrentHashMap<>();

    private ExecStore(Path folder) {
        this.folder = folder;
    }

    /** @param folder is this store's alone; made if absent */
    public static ExecStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var store = new ExecStore(folder);
        try (var records = Files.newDirectoryStream(folder, "*" + RECORD)) {
            for (var path : records) {
                store.restore(path);
            }
        }
        return store;
    }

    // A record that cannot be read was cut off by a power failure: it says nothing that could be shown.
    private void restore(Path path) throws IOException {
        ExecRecord record;
        try {
            record = ExecRecord.read(path);
        } catch (IOException unreadable) {
            Files.deleteIfExists(path);
            return;
        }
        var ring = RingFile.open(log(record.id()), LOG_BYTES);
        if (record.exited().isEmpty()) {
            var lost = new ExecStatus.Exited(
                    record.startedAt(), Instant.now(), LOST_EXIT_CODE, Optional.of(Cause.ENGINE_LOST), ring.end());
            record = new ExecRecord(record.id(), record.sandbox(), record.startedAt(), Optional.of(lost));
            record.write(path);
        }
        execs.put(record.id(), HeldExec.ended(this, record, new OutputLog(ring, STALL_AFTER)));
    }

    /** Starts a raw process. Called once the id is known to be free. */
    @FunctionalInterface
    public interface Starter {
        RawProcess start() throws SandboxException;
    }

    /**
     * Starts a process and holds it.
     *
     * @param onEnd runs once its log is complete, before {@link dev.vivarium.sandbox.Exec#exited()} completes
     */
    public HeldExec hold(ExecId id, SandboxId sandbox, Optional<Duration> limit, Starter starter, Runnable onEnd)
            throws SandboxException {
        var record = new ExecRecord(id, sandbox, Instant.now(), Optional.empty());
        var exec = HeldExec.running(this, record, create(record), limit, onEnd);
        if (execs.putIfAbsent(id, exec) != null) {
            exec.abandon();
            throw new SandboxException(Reason.EXISTS, "there is an exec " + id + " already");
        }
        try {
            record.write(record(id));
            exec.start(starter.start());
            return exec;
        } catch (SandboxException | RuntimeException e) {
            exec.abandon();
            remove(exec);
            throw e;
        } catch (IOException e) {
            exec.abandon();
            remove(exec);
            throw new SandboxException(Reason.FAILED, "the log of the process cannot be written: " + e.getMessage(), e);
        }
    }

    private OutputLog create(ExecRecord record) throws SandboxException {
        if (execs.containsKey(record.id())) {
            throw new SandboxException(Reason.EXISTS, "there is an exec " + record.id() + " already");
        }
        try {
            Files.deleteIfExists(log(record.id()));
            return new OutputLog(RingFile.open(log(record.id()), LOG_BYTES), STALL_AFTER);
        } catch (IOException e) {
            throw new SandboxException(Reason.FAILED, "the log of the process cannot be made: " + e.getMessage(), e);
        }
    }

    public Optional<HeldExec> find(ExecId id) {
        return Optional.ofNullable(execs.get(id));
    }

    /** Those of a sandbox that run. */
    public List<HeldExec> running(SandboxId sandbox) {
        return execs.values().stream()
                .filter(exec -> exec.sandbox().equals(sandbox) && exec.status() instanceof ExecStatus.Running)
                .toList();
    }

    void write(ExecRecord record) throws IOException {
        if (execs.containsKey(record.id())) {
            record.write(record(record.id()));
        }
    }

    void remove(HeldExec exec) {
        if (execs.remove(exec.id(), exec)) {
            delete(record(exec.id()));
            delete(log(exec.id()));
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            System.getLogger(ExecStore.class.getName()).log(System.Logger.Level.WARNING, "cannot delete " + path, e);
        }
    }

    private Path record(ExecId id) {
        return folder.resolve(id.value() + RECORD);
    }

    private Path log(ExecId id) {
        return folder.resolve(id.value() + LOG);
    }
}

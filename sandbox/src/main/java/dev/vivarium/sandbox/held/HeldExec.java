package dev.vivarium.sandbox.held;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An exec whose output a thread of its own pumps into its log, and whose input another pumps out of a bounded queue. */
public final class HeldExec implements Exec {

    private static final int BUFFER = 64 * 1024;
    private static final int ENDS_WITHIN_SECONDS = 10;

    private final ExecStore store;
    private final ExecRecord record;
    private final OutputLog log;
    private final Optional<Duration> limit;
    private final Runnable onEnd;
    private final InputQueue input = new InputQueue();
    private final AtomicReference<@Nullable Cause> killedFor = new AtomicReference<>();
    private final CompletableFuture<ExecStatus.Exited> exited = new CompletableFuture<>();
    private volatile @Nullable RawProcess process;

    private HeldExec(ExecStore store, ExecRecord record, OutputLog log, Optional<Duration> limit, Runnable onEnd) {
        this.store = store;
        this.record = record;
        this.log = log;
        this.limit = limit;
        this.onEnd = onEnd;
    }

    static HeldExec running(
            ExecStore store, ExecRecord record, OutputLog log, Optional<Duration> limit, Runnable onEnd) {
        return new HeldExec(store, record, log, limit, onEnd);
    }

    static HeldExec ended(ExecStore store, ExecRecord record, OutputLog log) {
        var exec = new HeldExec(store, record, log, Optional.empty(), () -> {});
        record.exited().ifPresent(exec::complete);
        return exec;
    }

    void start(RawProcess raw) {
        process = raw;
        // A kill that came before the process was known has left its cause.
        if (killedFor.get() != null) {
            raw.kill();
        }
        Thread.ofPlatform().daemon().name("exec-" + id() + "-output").start(() -> pump(raw));
        limit.ifPresent(time -> CompletableFuture.delayedExecutor(
                        time.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> kill(Cause.TIME_LIMIT)));
    }

    private void pump(RawProcess raw) {
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        try {
            while (raw.read(buffer.clear()) >= 0) {
                append(raw, buffer.flip());
            }
        } catch (IOException | RuntimeException e) {
            System.getLogger(HeldExec.class.getName())
                    .log(System.Logger.Level.ERROR, "output of exec " + id() + " is lost", e);
            raw.kill();
        } finally {
            end(raw);
        }
    }

    // Where the log cannot be written the output is lost: the process is ended rather than left to run unseen.
    private void append(RawProcess raw, ByteBuffer bytes) {
        try {
            log.append(bytes);
        } catch (IOException e) {
            kill(Cause.DISK_FULL);
        }
    }

    private void end(RawProcess raw) {
        input.close();
        var end = raw.end();
        try {
            raw.close();
            onEnd.run();
        } catch (RuntimeException e) {
            // Whoever waits for the end must hear of it all the same.
            System.getLogger(HeldExec.class.getName()).log(System.Logger.Level.ERROR, "after exec " + id(), e);
        }
        var cause = Optional.ofNullable(killedFor.get()).or(end::cause);
        var status = new ExecStatus.Exited(record.startedAt(), Instant.now(), end.exitCode(), cause, log.end());
        try {
            store.write(new ExecRecord(id(), sandbox(), record.startedAt(), Optional.of(status)));
        } catch (IOException e) {
            System.getLogger(HeldExec.class.getName())
                    .log(System.Logger.Level.ERROR, "end of exec " + id() + " is not kept", e);
        }
        complete(status);
    }

    private void complete(ExecStatus.Exited status) {
        try {
            log.complete(status);
        } catch (IOException e) {
            System.getLogger(HeldExec.class.getName()).log(System.Logger.Level.WARNING, "log of " + id(), e);
        }
        exited.complete(status);
    }

    /** Appends a line of the platform's own to the log, whole, between two pieces of output; blocks as output does. */
    public void note(String line) {
        if (exited.isDone()) {
            return;
        }
        var bytes = (line + "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try {
            log.append(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            kill(Cause.DISK_FULL);
        }
    }

    /** Undoes what was prepared for a process that did not start. */
    void abandon() {
        try {
            log.close();
        } catch (IOException e) {
            System.getLogger(HeldExec.class.getName()).log(System.Logger.Level.WARNING, "log of " + id(), e);
        }
    }

    @Override
    public ExecId id() {
        return record.id();
    }

    @Override
    public SandboxId sandbox() {
        return record.sandbox();
    }

    @Override
    public ExecStatus status() {
        return exited.isDone() ? exited.join() : new ExecStatus.Running(record.startedAt(), log.end());
    }

    @Override
    public CompletionStage<ExecStatus.Exited> exited() {
        return exited.minimalCompletionStage();
    }

    @Override
    public ExecReader attach(long since) throws SandboxException {
        if (since < 0) {
            throw new SandboxException(Reason.REFUSED, "an offset is never negative");
        }
        try {
            return log.attach(since);
        } catch (IOException e) {
            throw new SandboxException(Reason.NOT_FOUND, "the log of " + id() + " is gone", e);
        }
    }

    @Override
    public void write(byte[] bytes) {
        var raw = process;
        if (raw != null) {
            input.offer(bytes, () -> Thread.ofPlatform()
                    .daemon()
                    .name("exec-" + id() + "-input")
                    .start(() -> input.drain(raw)));
        }
    }

    @Override
    public void resize(TerminalSize size) throws SandboxException {
        var raw = process;
        if (raw == null || exited.isDone()) {
            return;
        }
        try {
            raw.resize(size);
        } catch (IOException e) {
            if (!exited.isDone()) {
                throw new SandboxException(Reason.FAILED, "the terminal cannot be resized: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void kill(Cause cause) {
        if (exited.isDone()) {
            return;
        }
        killedFor.compareAndSet(null, cause);
        var raw = process;
        if (raw != null) {
            raw.kill();
        }
    }

    @Override
    public void forget() throws SandboxException {
        log.closeReaders();
        kill(Cause.STOPPED_BY_USER);
        try {
            exited.get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new SandboxException(Reason.FAILED, "the process does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException(Reason.FAILED, "interrupted", e);
        }
        store.remove(this);
        abandon();
    }
}

package dev.vivarium.sandbox.client;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.client.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits for the end of one exec, across restarts of the manager. Where a manager comes back and no longer knows the exec, its
 * processes are gone with it: it ended with {@link Cause#ENGINE_LOST}.
 */
final class ExitWait {

    private static final Duration RETRY = Duration.ofMillis(200);
    private static final int KILLED = 128 + 9;

    private final Connections connections;
    private final ExecId id;
    private final Supplier<ExecStatus> lastKnown;
    private final CompletableFuture<ExecStatus.Exited> exited = new CompletableFuture<>();
    private final AtomicBoolean waiting = new AtomicBoolean();

    ExitWait(Connections connections, ExecId id, Supplier<ExecStatus> lastKnown) {
        this.connections = connections;
        this.id = id;
        this.lastKnown = lastKnown;
    }

    void complete(ExecStatus.Exited status) {
        exited.complete(status);
    }

    void whenEnded(Consumer<ExecStatus.Exited> told) {
        exited.thenAccept(told);
    }

    /** Nobody waits, and nothing is sent, before somebody asks. */
    CompletionStage<ExecStatus.Exited> stage() {
        if (!exited.isDone() && waiting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("exited-" + id).start(this::await);
        }
        return exited.minimalCompletionStage();
    }

    private void await() {
        boolean lost = false;
        while (!exited.isDone()) {
            try {
                once();
            } catch (SandboxException refusal) {
                if (refusal.reason() != Reason.UNAVAILABLE || connections.closed()) {
                    end(refusal, lost);
                    return;
                }
                lost = true;
                pause();
            } catch (IOException away) {
                lost = true;
            }
        }
    }

    private void once() throws SandboxException, IOException {
        var stream = connections.stream(new Request.Exited(id));
        try {
            if (stream.readFrame().item() instanceof Item.End(ExecStatus.Exited status)) {
                exited.complete(status);
            } else {
                throw new IOException("the manager let go of the exec");
            }
        } finally {
            connections.hangUp(stream);
        }
    }

    private void end(SandboxException refusal, boolean lost) {
        if (refusal.reason() != Reason.NOT_FOUND || !lost) {
            exited.completeExceptionally(refusal);
            return;
        }
        var last = lastKnown.get();
        exited.complete(new ExecStatus.Exited(
                last.startedAt(), Instant.now(), KILLED, Optional.of(Cause.ENGINE_LOST), last.logEnd()));
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException impossible) {
            throw new AssertionError("nobody interrupts a thread of our own", impossible);
        }
    }
}

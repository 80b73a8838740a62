package dev.vivarium.server.run;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.server.project.ProjectId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A run that has not ended: first it waits for its sandbox, then it has a process. Stopping works in both. */
final class ActiveRun {

    private static final Logger LOG = Logger.getLogger(ActiveRun.class);

    private final RunId id;
    private final ProjectId projectId;
    private final @Nullable String action;
    private final CompletableFuture<Optional<Exec>> process = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private @Nullable Cause cancelled;
    private Runnable onCancel = () -> {};
    private @Nullable Exec exec;

    ActiveRun(RunId id, ProjectId projectId, @Nullable String action) {
        this.id = id;
        this.projectId = projectId;
        this.action = action;
        ended.whenComplete((code, failure) -> process.complete(Optional.empty()));
    }

    RunId id() {
        return id;
    }

    ProjectId projectId() {
        return projectId;
    }

    @Nullable
    String action() {
        return action;
    }

    CompletableFuture<Optional<Exec>> process() {
        return process;
    }

    CompletableFuture<Integer> ended() {
        return ended;
    }

    synchronized Optional<Cause> cancelled() {
        return Optional.ofNullable(cancelled);
    }

    void onCancel(Runnable also) {
        boolean already;
        synchronized (this) {
            onCancel = also;
            already = cancelled != null;
        }
        if (already) {
            also.run();
        }
    }

    void attach(Exec started) {
        Cause cause;
        synchronized (this) {
            exec = started;
            cause = cancelled;
        }
        process.complete(Optional.of(started));
        if (cause != null) {
            kill(started, cause);
        }
    }

    void stop(Cause cause) {
        Exec running;
        Runnable also;
        synchronized (this) {
            if (cancelled == null) {
                cancelled = cause;
            }
            running = exec;
            also = onCancel;
        }
        if (running != null) {
            kill(running, cause);
        } else {
            also.run();
        }
    }

    private void kill(Exec running, Cause cause) {
        try {
            running.kill(cause);
        } catch (SandboxException exception) {
            LOG.warnf("run not stopped id=%s: %s", id, exception.getMessage());
        }
    }
}

package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxEvent;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxStatus;
import dev.vivarium.server.project.ProjectAccess;
import dev.vivarium.server.project.ProjectFeed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Brings the database and the engine to agree: at the start, after the engine was away, and when a sandbox ends by itself. */
@ApplicationScoped
public class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    private final Sandboxes sandboxes;
    private final SandboxRepository rows;
    private final SandboxEngine engine;
    private final ProjectAccess projects;
    private final ProjectFeed feed;

    Reconciliation(
            Sandboxes sandboxes,
            SandboxRepository rows,
            SandboxEngine engine,
            ProjectAccess projects,
            ProjectFeed feed) {
        this.sandboxes = sandboxes;
        this.rows = rows;
        this.engine = engine;
        this.projects = projects;
        this.feed = feed;
    }

    /** Adopts what lives, marks what died, ends what nobody owns; then follows the engine's events. */
    public void run() {
        engine.subscribe(this::heed);
        reconcile();
    }

    private void reconcile() {
        // Read before the engine's list: what comes to life meanwhile is in the list alone, and known in memory.
        var known = rows.alive();
        Map<SandboxId, SandboxStatus> alive;
        try {
            alive = engine.list().stream()
                    .collect(Collectors.toMap(status -> status.spec().id(), Function.identity()));
        } catch (SandboxException exception) {
            LOG.warnf("the engine does not answer: %s", exception.getMessage());
            return;
        }
        for (var row : known) {
            var status = Optional.ofNullable(alive.remove(row.id()));
            if (isMoving(row)) {
                continue;
            }
            if (status.isPresent() && "running".equals(row.state())) {
                adopt(row, status.get());
            } else {
                status.ifPresent(orphan -> end(orphan.spec().id()));
                rows.update(row.id(), "stopped", Optional.of(Cause.ENGINE_LOST), null);
                sandboxes.known(row.project()).ifPresent(lost -> {
                    lost.become(new SandboxState.Stopped(Instant.now(), Optional.of(Cause.ENGINE_LOST)));
                    sandboxes.publish(lost);
                });
                LOG.infof("sandbox lost id=%s project=%s", row.id(), row.project());
            }
        }
        alive.keySet().stream()
                .filter(id -> sandboxes.all().stream().noneMatch(other -> owns(other, id)))
                .forEach(this::end);
    }

    /** Being created or stopped right now: whoever does it brings it to its end. */
    private boolean isMoving(SandboxRepository.Row row) {
        return sandboxes
                .known(row.project())
                .filter(sandboxed -> switch (sandboxed.state()) {
                    case SandboxState.Creating creating -> creating.id().equals(row.id());
                    case SandboxState.Stopping stopping -> stopping.id().equals(row.id());
                    case SandboxState.Running ignored -> false;
                    case SandboxState.Stopped ignored -> false;
                    case SandboxState.Failed ignored -> false;
                })
                .isPresent();
    }

    private static boolean owns(Sandboxed sandboxed, SandboxId id) {
        return switch (sandboxed.state()) {
            case SandboxState.Creating creating -> creating.id().equals(id);
            case SandboxState.Running running -> running.id().equals(id);
            case SandboxState.Stopping stopping -> stopping.id().equals(id);
            case SandboxState.Stopped ignored -> false;
            case SandboxState.Failed ignored -> false;
        };
    }

    private void adopt(SandboxRepository.Row row, SandboxStatus status) {
        projects.findAny(row.project()).ifPresent(project -> {
            var sandboxed = sandboxes.of(project);
            sandboxed.apply(status.spec().policy());
            sandboxed.become(
                    new SandboxState.Running(row.id(), status.since(), CompletableFuture.completedFuture(row.id())));
            sandboxed.activity.touch();
            LOG.infof("sandbox adopted id=%s project=%s", row.id(), row.project());
        });
    }

    private void end(SandboxId orphan) {
        LOG.infof("sandbox without owner ended id=%s", orphan);
        try {
            engine.stop(orphan, Cause.ENGINE_LOST);
        } catch (SandboxException exception) {
            LOG.errorf(exception, "sandbox without owner not ended id=%s", orphan);
        }
    }

    private void heed(SandboxEvent event) {
        switch (event) {
            case SandboxEvent.Ended(var id, var cause) -> ended(id, cause);
            case SandboxEvent.LimitHit(var id, var cause) -> limitHit(id, cause);
            case SandboxEvent.Away ignored -> LOG.error("the sandbox manager is away; it is sought again");
            case SandboxEvent.Back ignored -> {
                LOG.info("the sandbox manager is back");
                reconcile();
            }
        }
    }

    private void ended(SandboxId id, Optional<Cause> cause) {
        sandboxes.running(id).ifPresent(sandboxed -> {
            SandboxState next;
            synchronized (sandboxed) {
                if (!(sandboxed.state() instanceof SandboxState.Running running)
                        || !running.id().equals(id)) {
                    return;
                }
                next = running.ended(cause);
                sandboxed.become(next);
            }
            sandboxes.record(sandboxed, id, next);
        });
    }

    private void limitHit(SandboxId id, Cause cause) {
        sandboxes
                .running(id)
                .filter(sandboxed -> sandboxed.mayTellOf(cause))
                .ifPresent(sandboxed -> feed.publish(
                        sandboxed.project().id(),
                        new ProjectFeed.Notice("warn", cause.code(), Causes.sentence(cause, sandboxed.policy()))));
    }
}

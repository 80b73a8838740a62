package dev.vivarium.server.run;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.Manifest;
import dev.vivarium.server.project.Manifests;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectAccess;
import dev.vivarium.server.project.ProjectFeed;
import dev.vivarium.server.sandbox.SandboxService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs commands in projects' sandboxes and keeps their end. */
@ApplicationScoped
public class RunService {

    private static final Logger LOG = Logger.getLogger(RunService.class);
    private static final String DEV = "dev";
    private static final String INSTALL = "install";
    private static final String BUILD = "build";
    private static final Set<String> NEED_INSTALL = Set.of(DEV, BUILD);
    private static final Set<String> LONG = Set.of(INSTALL, BUILD);
    private static final Duration LONG_LIMIT = Duration.ofSeconds(600);
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int KEPT_PER_PROJECT = 100;
    /** The shell's code for a command that could not be started. */
    private static final int NOT_STARTED = 126;

    private static final int KILLED = 137;

    private final RunRepository runs;
    private final SandboxService sandboxes;
    private final SandboxEngine engine;
    private final Manifests manifests;
    private final Installed installed;
    private final ProjectAccess projects;
    private final ProjectFeed feed;
    private final ConcurrentHashMap<RunId, ActiveRun> active = new ConcurrentHashMap<>();

    RunService(
            RunRepository runs,
            SandboxService sandboxes,
            SandboxEngine engine,
            Manifests manifests,
            Installed installed,
            ProjectAccess projects,
            ProjectFeed feed) {
        this.runs = runs;
        this.sandboxes = sandboxes;
        this.engine = engine;
        this.manifests = manifests;
        this.installed = installed;
        this.projects = projects;
        this.feed = feed;
    }

    /** Starts an action of the project's manifest. Returns at once; the sandbox is waited for in the background. */
    public Run start(Project project, String action) {
        var manifest = manifests.of(project.id());
        var chosen = manifest.actions().get(action);
        if (chosen == null) {
            throw new PlatformException(
                    ErrorCode.UNKNOWN_ACTION,
                    "This project has no action \"" + action + "\". It has: "
                            + String.join(", ", manifest.actions().keySet()) + ".");
        }
        if (action.equals(DEV)) {
            replaceDevServer(project);
        }
        var command = action.equals(INSTALL) ? Commands.install(chosen.command()) : Commands.shell(chosen.command());
        var environment = action.equals(DEV)
                ? manifest.port()
                        .map(port -> Map.of("PORT", String.valueOf(port)))
                        .orElse(Map.of())
                : Map.<String, String>of();
        return begin(project, action, List.of(chosen.command()), command, environment);
    }

    /** Starts a command. */
    public Run start(Project project, List<String> command) {
        return begin(project, null, command, command, Map.of());
    }

    /** A second dev server would fight for the port of the first. */
    private void replaceDevServer(Project project) {
        active.values().stream()
                .filter(run -> run.projectId().equals(project.id()) && DEV.equals(run.action()))
                .forEach(run -> run.stop(Cause.REPLACED));
    }

    private Run begin(
            Project project,
            @Nullable String action,
            List<String> shown,
            List<String> command,
            Map<String, String> environment) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var run = new Run(RunId.random(), project.id(), action, shown, Run.RUNNING, null, null, null, now, null);
        var activeRun = new ActiveRun(run.id(), project.id(), action);
        runs.insert(run);
        active.put(run.id(), activeRun);
        feed.publish(project.id(), new RunEvent(run));
        var spec = new ExecSpec(
                run.id().execId(),
                command,
                environment,
                Optional.empty(),
                INSTALL.equals(action) ? NetworkMode.INSTALL : NetworkMode.NONE,
                limit(action));
        Thread.ofVirtual().name("run-" + run.id()).start(() -> carryOut(project, activeRun, spec));
        return run;
    }

    private static Optional<Duration> limit(@Nullable String action) {
        return DEV.equals(action)
                ? Optional.empty()
                : Optional.of(action != null && LONG.contains(action) ? LONG_LIMIT : LIMIT);
    }

    private void carryOut(Project project, ActiveRun run, ExecSpec spec) {
        var awake = DEV.equals(run.action()) ? (Runnable) () -> {} : sandboxes.keepAwake(project);
        try {
            var sandbox = sandboxes.start(project).join();
            var installation =
                    NEED_INSTALL.contains(String.valueOf(run.action())) && !installed.isComplete(project.id())
                            ? installFirst(project, run)
                            : 0;
            var chosen = installation == 0 ? spec : refused(spec, installation);
            if (run.cancelled().isPresent()) {
                ended(run, KILLED, run.cancelled(), null);
                return;
            }
            var exec = engine.exec(sandbox, chosen);
            run.attach(exec);
            ended(run, exec.exited().toCompletableFuture().join());
        } catch (SandboxException | RuntimeException exception) {
            var failure = SandboxService.failure(exception);
            LOG.warnf("run not started id=%s: %s", run.id(), failure.safeMessage());
            var cause = failure.code() == ErrorCode.ENGINE_UNAVAILABLE
                    ? Optional.of(Cause.ENGINE_LOST)
                    : sandboxes.stoppedBecause(project.id());
            ended(run, NOT_STARTED, run.cancelled().or(() -> cause), failure.safeMessage());
        } finally {
            awake.run();
        }
    }

    /** @return the exit code of the install run */
    private int installFirst(Project project, ActiveRun waiting) {
        var install = start(project, INSTALL);
        var running = active.get(install.id());
        if (running == null) {
            return runs.find(install.id()).map(Run::exitCode).orElse(NOT_STARTED);
        }
        waiting.onCancel(() -> running.stop(Cause.STOPPED_BY_USER));
        return running.ended().join();
    }

    private static ExecSpec refused(ExecSpec spec, int exitCode) {
        var message = "vivarium: not started, because installing the dependencies failed with exit code " + exitCode
                + ". The log of that run has the reason.";
        return new ExecSpec(
                spec.id(),
                Commands.refusal(message, exitCode),
                Map.of(),
                Optional.empty(),
                NetworkMode.NONE,
                spec.limit());
    }

    private void ended(ActiveRun run, ExecStatus.Exited status) {
        ended(run, status.exitCode(), status.cause(), null);
    }

    private void ended(ActiveRun run, int exitCode, Optional<Cause> cause, @Nullable String message) {
        try {
            runs.end(run.id(), exitCode, cause, message)
                    .ifPresent(now -> feed.publish(now.projectId(), new RunEvent(now)));
            prune(run);
        } catch (RuntimeException databaseAway) {
            // The row is set right when the server starts the next time.
            LOG.errorf(databaseAway, "end of run not stored id=%s", run.id());
        } finally {
            active.remove(run.id());
            run.ended().complete(exitCode);
        }
    }

    private void prune(ActiveRun run) {
        for (var old : runs.prune(run.projectId(), KEPT_PER_PROJECT)) {
            forget(old);
        }
    }

    private void forget(RunId id) {
        try {
            var exec = engine.find(id.execId());
            if (exec.isPresent()) {
                exec.get().forget();
            }
        } catch (SandboxException exception) {
            LOG.warnf("log of run not removed id=%s: %s", id, exception.getMessage());
        }
    }

    /** Takes up what was running when the server ended; marks what is gone. After the sandboxes are reconciled. */
    public void reconcile() {
        for (var run : runs.running()) {
            var exec = find(run.id());
            var project = projects.findAny(run.projectId());
            if (exec.isEmpty() || project.isEmpty()) {
                runs.end(run.id(), KILLED, Optional.of(Cause.ENGINE_LOST), "The server ended before the run did.");
                continue;
            }
            var activeRun = new ActiveRun(run.id(), run.projectId(), run.action());
            activeRun.attach(exec.get());
            active.put(run.id(), activeRun);
            var awake = DEV.equals(run.action()) ? (Runnable) () -> {} : sandboxes.keepAwake(project.get());
            exec.get().exited().whenComplete((status, failure) -> {
                awake.run();
                if (failure == null) {
                    ended(activeRun, status);
                } else {
                    ended(activeRun, KILLED, Optional.of(Cause.ENGINE_LOST), "The sandbox manager ended.");
                }
            });
        }
    }

    List<Run> list(Project project) {
        return runs.list(project.id(), KEPT_PER_PROJECT);
    }

    Run require(RunId id) {
        return runs.find(id).orElseThrow(RunId::absent);
    }

    /** Ends the run and waits until its log is complete. Does nothing once it has ended. */
    Run stop(Run run) {
        var running = active.get(run.id());
        if (running != null) {
            running.stop(Cause.STOPPED_BY_USER);
            running.ended().join();
        }
        return require(run.id());
    }

    /** Ends all that run, and removes every log; the rows go with the project. */
    void endAll(Project project, Cause cause) {
        var running = active.values().stream()
                .filter(run -> run.projectId().equals(project.id()))
                .toList();
        running.forEach(run -> run.stop(cause));
        sandboxes.stop(project.id(), cause).join();
        running.forEach(run -> run.ended().join());
        list(project).forEach(run -> forget(run.id()));
    }

    /** The process behind a run: empty while it waits for its sandbox, or when it never had one. */
    Optional<Exec> find(RunId id) {
        try {
            return engine.find(id.execId());
        } catch (SandboxException exception) {
            throw SandboxService.failure(exception);
        }
    }

    /** Completes when the run has a process, with empty when it ends without one. */
    CompletableFuture<Optional<Exec>> process(RunId id) {
        var running = active.get(id);
        return running == null ? CompletableFuture.completedFuture(find(id)) : running.process();
    }

    /** The dependencies that the project declares are there. */
    boolean isInstalled(Project project) {
        return installed.isComplete(project.id());
    }

    Manifest manifest(Project project) {
        return manifests.of(project.id());
    }
}

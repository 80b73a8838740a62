package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.WorkspaceName;
import dev.vivarium.server.account.AccountId;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.Ids;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.Manifest;
import dev.vivarium.server.project.Manifests;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectFeed;
import dev.vivarium.server.project.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Starts, stops and finds the sandbox of a project. Several calls for one project join; an account has a bounded number. */
@ApplicationScoped
public class SandboxService {

    private static final Logger LOG = Logger.getLogger(SandboxService.class);

    private final Sandboxes sandboxes;
    private final SandboxEngine engine;
    private final SandboxConfig config;
    private final Manifests manifests;
    private final ProjectFeed feed;
    /** Held while room is made and a sandbox created, so that two starts of one account cannot both find room. */
    private final ConcurrentHashMap<AccountId, ReentrantLock> placement = new ConcurrentHashMap<>();

    SandboxService(
            Sandboxes sandboxes, SandboxEngine engine, SandboxConfig config, Manifests manifests, ProjectFeed feed) {
        this.sandboxes = sandboxes;
        this.engine = engine;
        this.config = config;
        this.manifests = manifests;
        this.feed = feed;
    }

    public SandboxView view(Project project) {
        return sandboxes.view(sandboxes.of(project));
    }

    /** The running sandbox's id, at once. */
    public Optional<SandboxId> running(ProjectId project) {
        return sandboxes
                .known(project)
                .flatMap(known -> known.state() instanceof SandboxState.Running running
                        ? Optional.of(running.id())
                        : Optional.empty());
    }

    /** Why there is no sandbox, when it did not end by itself. */
    public Optional<Cause> stoppedBecause(ProjectId project) {
        return sandboxes.known(project).flatMap(known -> switch (known.state()) {
            case SandboxState.Stopped stopped -> stopped.cause();
            case SandboxState.Stopping stopping -> Optional.of(stopping.cause());
            case SandboxState.Failed failed -> failed.cause();
            case SandboxState.Creating ignored -> Optional.empty();
            case SandboxState.Running ignored -> Optional.empty();
        });
    }

    /** Sees to a running sandbox. Returns at once; the future completes with it, or with a {@link PlatformException}. */
    public CompletableFuture<SandboxId> start(Project project) {
        var sandboxed = sandboxes.of(project);
        sandboxed.activity.touch();
        synchronized (sandboxed) {
            return switch (sandboxed.state()) {
                case SandboxState.Running running -> running.ready();
                case SandboxState.Creating creating -> creating.ready();
                case SandboxState.Stopping stopping ->
                    stopping.gone().handle((done, failure) -> project).thenCompose(this::start);
                case SandboxState.Stopped stopped -> begin(sandboxed, stopped.create(newId()));
                case SandboxState.Failed failed -> begin(sandboxed, failed.create(newId()));
            };
        }
    }

    private static SandboxId newId() {
        return new SandboxId(Ids.random('s'));
    }

    private CompletableFuture<SandboxId> begin(Sandboxed sandboxed, SandboxState.Creating creating) {
        sandboxed.become(creating);
        Thread.ofVirtual().name("create-" + creating.id()).start(() -> create(sandboxed, creating));
        return creating.ready();
    }

    private void create(Sandboxed sandboxed, SandboxState.Creating creating) {
        var project = sandboxed.project();
        var lock = placement.computeIfAbsent(project.owner(), owner -> new ReentrantLock());
        lock.lock();
        try {
            makeRoom(sandboxed);
            var manifest = manifests.of(project.id());
            sandboxed.apply(Policies.forManifest(config, manifest));
            sandboxes.insert(sandboxed, creating);
            engine.create(spec(sandboxed, creating.id(), manifest));
            sandboxed.activity.touch();
            sandboxes.move(sandboxed, creating.id(), creating.running());
            LOG.infof("sandbox running id=%s project=%s", creating.id(), project.id());
            creating.ready().complete(creating.id());
        } catch (SandboxException exception) {
            LOG.errorf(exception, "sandbox not created id=%s project=%s", creating.id(), project.id());
            fail(sandboxed, creating, failure(exception));
        } catch (RuntimeException exception) {
            LOG.errorf(exception, "sandbox not created id=%s project=%s", creating.id(), project.id());
            fail(
                    sandboxed,
                    creating,
                    exception instanceof PlatformException platform
                            ? platform
                            : new PlatformException(
                                    ErrorCode.SANDBOX_FAILED,
                                    "The sandbox could not be started; the server's log has the reason.",
                                    exception));
        } finally {
            lock.unlock();
        }
    }

    private void fail(Sandboxed sandboxed, SandboxState.Creating creating, PlatformException failure) {
        var cause = failure.code() == ErrorCode.ENGINE_UNAVAILABLE
                ? Optional.of(Cause.ENGINE_LOST)
                : Optional.<Cause>empty();
        var failed = creating.fail(cause, failure.safeMessage());
        try {
            sandboxes.move(sandboxed, creating.id(), failed);
        } catch (RuntimeException databaseAway) {
            LOG.error("sandbox state not stored", databaseAway);
            sandboxed.become(failed);
        }
        creating.ready().completeExceptionally(failure);
    }

    private static SandboxSpec spec(Sandboxed sandboxed, SandboxId id, Manifest manifest) {
        var project = sandboxed.project();
        return new SandboxSpec(
                id,
                new WorkspaceName(project.id().value()),
                manifest.stack(),
                sandboxed.policy(),
                Map.of("project", project.id().value()));
    }

    /** Stops the account's longest idle others until one more may run. */
    private void makeRoom(Sandboxed newcomer) {
        while (true) {
            var others = sandboxes.activeOf(newcomer.project().owner()).stream()
                    .filter(other -> other != newcomer && !isWaiting(other))
                    .toList();
            if (others.size() < config.maxActivePerAccount()) {
                return;
            }
            var oldest = others.stream()
                    .min(Comparator.comparing(Sandboxed::lastUsed))
                    .orElseThrow();
            var was = oldest.project();
            feed.publish(
                    was.id(),
                    new ProjectFeed.Notice(
                            "warn",
                            "sandbox-replaced",
                            "The sandbox was stopped because \""
                                    + newcomer.project().name() + "\" was started."));
            feed.publish(
                    newcomer.project().id(),
                    new ProjectFeed.Notice(
                            "info",
                            "sandbox-replaced",
                            "The sandbox of \"" + was.name() + "\" was stopped to make room."));
            stop(oldest, Cause.REPLACED).join();
        }
    }

    /** While we place one, another of the account that is being created can only wait for its turn. */
    private static boolean isWaiting(Sandboxed other) {
        return other.state() instanceof SandboxState.Creating;
    }

    /** Ends the sandbox, if there is one. The future completes once nothing of it is left. */
    public CompletableFuture<Void> stop(ProjectId project, Cause cause) {
        return sandboxes
                .known(project)
                .map(sandboxed -> stop(sandboxed, cause))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    CompletableFuture<Void> stop(Sandboxed sandboxed, Cause cause) {
        synchronized (sandboxed) {
            return switch (sandboxed.state()) {
                case SandboxState.Stopped ignored -> CompletableFuture.completedFuture(null);
                case SandboxState.Failed ignored -> CompletableFuture.completedFuture(null);
                case SandboxState.Stopping stopping -> stopping.gone();
                case SandboxState.Creating creating ->
                    creating.ready().handle((id, failure) -> sandboxed).thenCompose(then -> stop(then, cause));
                case SandboxState.Running running -> {
                    var stopping = running.stop(cause);
                    sandboxed.become(stopping);
                    Thread.ofVirtual().name("stop-" + running.id()).start(() -> end(sandboxed, stopping));
                    yield stopping.gone();
                }
            };
        }
    }

    private void end(Sandboxed sandboxed, SandboxState.Stopping stopping) {
        SandboxState next = stopping.stopped();
        try {
            sandboxes.move(sandboxed, stopping.id(), stopping);
            engine.stop(stopping.id(), stopping.cause());
        } catch (SandboxException exception) {
            LOG.errorf(exception, "sandbox not ended cleanly id=%s", stopping.id());
            next = new SandboxState.Failed(
                    Instant.now(), Optional.of(Cause.ENGINE_LOST), "The sandbox's engine does not answer.");
        } catch (RuntimeException exception) {
            LOG.errorf(exception, "sandbox state not stored id=%s", stopping.id());
        }
        try {
            sandboxes.move(sandboxed, stopping.id(), next);
        } catch (RuntimeException exception) {
            LOG.errorf(exception, "sandbox state not stored id=%s", stopping.id());
            sandboxed.become(next);
        }
        LOG.infof(
                "sandbox stopped id=%s cause=%s",
                stopping.id(), stopping.cause().code());
        stopping.gone().complete(null);
    }

    /** Something happened that counts as use: a heartbeat, terminal input, preview traffic. */
    public void touch(ProjectId project) {
        sandboxes.known(project).ifPresent(sandboxed -> sandboxed.activity.touch());
    }

    /**
     * A socket that looks at the project; close it with the socket.
     *
     * @param ofPage whether a browser opened it: then it came with an Origin
     */
    public Presence attend(Project project, boolean ofPage) {
        return sandboxes.of(project).activity.attend(ofPage);
    }

    /** A run in progress that keeps the sandbox awake. @return ends it */
    public Runnable keepAwake(Project project) {
        return sandboxes.of(project).activity.begin();
    }

    /** Ports on which something listens, ascending, as of the last look. */
    public List<Integer> ports(ProjectId project) {
        return sandboxes.known(project).map(Sandboxed::ports).orElse(List.of());
    }

    /** A Unix socket that leads to a port inside. Blocks for the engine. */
    public Path portSocket(SandboxId sandbox, int port) {
        try {
            return engine.portSocket(sandbox, port);
        } catch (SandboxException exception) {
            throw failure(exception);
        }
    }

    /** What a refusal of the engine is to a caller. */
    public static PlatformException failure(Throwable thrown) {
        var cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (cause) {
            case PlatformException platform -> platform;
            case SandboxException exception -> new PlatformException(codeOf(exception), message(exception), exception);
            default ->
                new PlatformException(
                        ErrorCode.SANDBOX_FAILED,
                        "The sandbox could not be started; the server's log has the reason.",
                        cause);
        };
    }

    private static String message(SandboxException exception) {
        return exception.reason() == SandboxException.Reason.UNAVAILABLE
                ? "The sandbox manager does not answer. `./vivarium doctor` says why; `./vivarium up` starts it again."
                : String.valueOf(exception.getMessage());
    }

    private static ErrorCode codeOf(SandboxException exception) {
        return switch (exception.reason()) {
            case UNAVAILABLE -> ErrorCode.ENGINE_UNAVAILABLE;
            case REFUSED -> ErrorCode.INVALID;
            case NOT_FOUND, EXISTS, FAILED -> ErrorCode.SANDBOX_FAILED;
        };
    }
}

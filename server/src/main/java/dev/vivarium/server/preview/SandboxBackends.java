package dev.vivarium.server.preview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.Manifests;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectAccess;
import dev.vivarium.server.project.ProjectId;
import dev.vivarium.server.sandbox.SandboxService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Backends in the projects' sandboxes. While a preview is in use its answers come from memory. */
@ApplicationScoped
class SandboxBackends implements Backends {

    private static final Duration MANIFEST_BELIEVED = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 10_000;
    private static final Executor VIRTUAL =
            task -> Thread.ofVirtual().name("preview-backend").start(task);

    private record PortOf(SandboxId sandbox, int port) {}

    private final SandboxService sandboxes;
    private final ProjectAccess projects;
    private final Manifests manifests;
    /** Also the memory of what has listened: a socket is asked for only while something listens. */
    private final Cache<PortOf, Path> sockets =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    private final Cache<SandboxId, Integer> lastDefault =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();
    private final Cache<ProjectId, OptionalInt> manifestPorts = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(MANIFEST_BELIEVED)
            .build();

    SandboxBackends(SandboxService sandboxes, ProjectAccess projects, Manifests manifests) {
        this.sandboxes = sandboxes;
        this.projects = projects;
        this.manifests = manifests;
    }

    @Override
    public CompletableFuture<Backend> resolve(PreviewHost host, boolean wake) {
        var known = sandboxes.running(host.project()).flatMap(sandbox -> known(host, sandbox));
        return known.isPresent()
                ? CompletableFuture.completedFuture(known.get())
                : CompletableFuture.supplyAsync(() -> ask(host, wake), VIRTUAL);
    }

    @Override
    public void touch(ProjectId project) {
        sandboxes.touch(project);
    }

    private Optional<Backend> known(PreviewHost host, SandboxId sandbox) {
        var wanted = host.port().isPresent() ? host.port() : manifestPorts.getIfPresent(host.project());
        if (wanted == null) {
            return Optional.empty();
        }
        var port = choose(host, sandbox, wanted, sandboxes.ports(host.project()));
        if (port.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(sockets.getIfPresent(new PortOf(sandbox, port.getAsInt())))
                .map(socket -> new Backend.Reachable(port.getAsInt(), socket));
    }

    private OptionalInt choose(PreviewHost host, SandboxId sandbox, OptionalInt wanted, List<Integer> listening) {
        if (wanted.isPresent() && listening.contains(wanted.getAsInt())) {
            return wanted;
        }
        if (host.port().isPresent() || listening.isEmpty()) {
            return OptionalInt.empty();
        }
        // The one shown so far stays when a lower one opens.
        var last = lastDefault.getIfPresent(sandbox);
        return OptionalInt.of(last != null && listening.contains(last) ? last : listening.getFirst());
    }

    private Backend ask(PreviewHost host, boolean wake) {
        try {
            var project = projects.findAny(host.project())
                    .orElseThrow(() -> new PlatformException(ErrorCode.PROJECT_NOT_FOUND, "There is no such project."));
            return sandboxes
                    .running(project.id())
                    .map(sandbox -> ofRunning(host, sandbox))
                    .orElseGet(() -> wake ? wake(project) : look(project));
        } catch (PlatformException exception) {
            return new Backend.Failed(exception);
        }
    }

    private Backend ofRunning(PreviewHost host, SandboxId sandbox) {
        var wanted = host.port().isPresent() ? host.port() : manifestPort(host.project());
        var listening = sandboxes.ports(host.project());
        var port = choose(host, sandbox, wanted, listening);
        if (port.isEmpty()) {
            return new Backend.Silent(wanted, listening, hasListened(host, sandbox, wanted));
        }
        int chosen = port.getAsInt();
        var socket = sandboxes.portSocket(sandbox, chosen);
        sockets.put(new PortOf(sandbox, chosen), socket);
        if (host.port().isEmpty()) {
            lastDefault.put(sandbox, chosen);
        }
        return new Backend.Reachable(chosen, socket);
    }

    private OptionalInt manifestPort(ProjectId project) {
        var port = manifests.of(project).port().map(OptionalInt::of).orElseGet(OptionalInt::empty);
        manifestPorts.put(project, port);
        return port;
    }

    private boolean hasListened(PreviewHost host, SandboxId sandbox, OptionalInt wanted) {
        return wanted.isPresent() && sockets.getIfPresent(new PortOf(sandbox, wanted.getAsInt())) != null
                || host.port().isEmpty() && lastDefault.getIfPresent(sandbox) != null;
    }

    private Backend wake(Project project) {
        var before = sandboxes.view(project).cause().flatMap(Cause::ofCode);
        var starting = sandboxes.start(project);
        return starting.isCompletedExceptionally()
                ? new Backend.Failed(SandboxService.failure(starting.exceptionNow()))
                : new Backend.Starting(before);
    }

    private Backend look(Project project) {
        var view = sandboxes.view(project);
        return switch (view.state()) {
            case "failed" ->
                new Backend.Failed(new PlatformException(
                        ErrorCode.SANDBOX_FAILED, view.message().orElse("The sandbox could not be started.")));
            case "stopped", "stopping" -> new Backend.Asleep(view.cause().flatMap(Cause::ofCode));
            default -> new Backend.Starting(Optional.empty());
        };
    }
}

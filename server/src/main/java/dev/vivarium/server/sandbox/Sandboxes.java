package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.server.account.AccountId;
import dev.vivarium.server.platform.Installation;
import dev.vivarium.server.platform.http.Addresses;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectFeed;
import dev.vivarium.server.project.ProjectId;
import dev.vivarium.server.project.ProjectObserver;
import dev.vivarium.server.project.SandboxSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All projects' sandboxes as this server knows them: what the database says, held in memory, and told to who watches. */
@ApplicationScoped
class Sandboxes implements SandboxSummary.Source, ProjectObserver {

    private final ConcurrentHashMap<ProjectId, Sandboxed> byProject = new ConcurrentHashMap<>();
    private final SandboxRepository rows;
    private final SandboxConfig config;
    private final Addresses addresses;
    private final ProjectFeed feed;
    private final String engine;

    Sandboxes(
            SandboxRepository rows,
            SandboxConfig config,
            Addresses addresses,
            ProjectFeed feed,
            Installation installation) {
        this.rows = rows;
        this.config = config;
        this.addresses = addresses;
        this.feed = feed;
        this.engine = installation.engine();
    }

    Sandboxed of(Project project) {
        var present = byProject.get(project.id());
        if (present != null) {
            return present;
        }
        // Read before the map is touched: no I/O under its locks.
        var state = lastState(project);
        return byProject.computeIfAbsent(
                project.id(),
                id -> new Sandboxed(project, config.policy(), state, new Activity(config.presenceLifetime())));
    }

    Optional<Sandboxed> known(ProjectId project) {
        return Optional.ofNullable(byProject.get(project));
    }

    Optional<Sandboxed> running(SandboxId id) {
        return byProject.values().stream()
                .filter(sandboxed -> sandboxed.state() instanceof SandboxState.Running running
                        && running.id().equals(id))
                .findFirst();
    }

    Collection<Sandboxed> all() {
        return byProject.values();
    }

    List<Sandboxed> activeOf(AccountId account) {
        return byProject.values().stream()
                .filter(Sandboxed::isActive)
                .filter(sandboxed -> sandboxed.project().owner().equals(account))
                .toList();
    }

    @Override
    public void renamed(Project project) {
        known(project.id()).ifPresent(sandboxed -> sandboxed.rename(project));
    }

    /** Another project of the same id begins anew. */
    @Override
    public void deleted(Project project) {
        byProject.remove(project.id());
    }

    private SandboxState lastState(Project project) {
        return rows.latest(project.id())
                .<SandboxState>map(row -> "failed".equals(row.state())
                        ? new SandboxState.Failed(
                                row.since(), row.cause(), row.message().orElse(""))
                        : new SandboxState.Stopped(row.since(), row.cause()))
                .orElseGet(() -> new SandboxState.Stopped(project.createdAt(), Optional.empty()));
    }

    /** Makes {@code next} the state, in the database first. */
    void move(Sandboxed sandboxed, SandboxId id, SandboxState next) {
        store(id, next);
        sandboxed.become(next);
        publish(sandboxed);
    }

    /** Stores a state that it has come to by itself. */
    void record(Sandboxed sandboxed, SandboxId id, SandboxState state) {
        store(id, state);
        publish(sandboxed);
    }

    private void store(SandboxId id, SandboxState state) {
        var message = state instanceof SandboxState.Failed failed ? failed.message() : null;
        rows.update(id, state.word(), causeOf(state), message);
    }

    void insert(Sandboxed sandboxed, SandboxState.Creating creating) {
        rows.insert(creating.id(), sandboxed.project(), engine);
        publish(sandboxed);
    }

    void publish(Sandboxed sandboxed) {
        feed.publish(sandboxed.project().id(), new SandboxEvents.Changed(view(sandboxed)));
    }

    void publishPorts(Sandboxed sandboxed) {
        feed.publish(sandboxed.project().id(), new SandboxEvents.Ports(ports(sandboxed)));
    }

    @Override
    public SandboxSummary summary(Project project) {
        var state = of(project).state();
        return new SandboxSummary(state.word(), causeOf(state).map(Cause::code).orElse(null));
    }

    SandboxView view(Sandboxed sandboxed) {
        var state = sandboxed.state();
        var policy = sandboxed.policy();
        return new SandboxView(
                state.word(),
                engine,
                state.since(),
                idOf(state).map(SandboxId::value),
                new SandboxView.PolicyView(
                        policy.cpus(),
                        policy.memoryBytes(),
                        policy.maxProcesses(),
                        policy.diskBytes(),
                        policy.network().name().toLowerCase(java.util.Locale.ROOT),
                        config.idleAfter().toSeconds()),
                sandboxed.usage(),
                ports(sandboxed),
                causeOf(state).map(Cause::code),
                state instanceof SandboxState.Failed failed ? Optional.of(failed.message()) : Optional.empty(),
                state instanceof SandboxState.Running
                        ? sandboxed.activity.idleSince().map(since -> since.plus(config.idleAfter()))
                        : Optional.empty());
    }

    private List<SandboxView.PortView> ports(Sandboxed sandboxed) {
        var id = sandboxed.project().id().value();
        return sandboxed.ports().stream()
                .map(port -> new SandboxView.PortView(port, addresses.previewUrl(id, port)))
                .toList();
    }

    private static Optional<SandboxId> idOf(SandboxState state) {
        return switch (state) {
            case SandboxState.Creating creating -> Optional.of(creating.id());
            case SandboxState.Running running -> Optional.of(running.id());
            case SandboxState.Stopping stopping -> Optional.of(stopping.id());
            case SandboxState.Stopped ignored -> Optional.empty();
            case SandboxState.Failed ignored -> Optional.empty();
        };
    }

    private static Optional<Cause> causeOf(SandboxState state) {
        return switch (state) {
            case SandboxState.Stopping stopping -> Optional.of(stopping.cause());
            case SandboxState.Stopped stopped -> stopped.cause();
            case SandboxState.Failed failed -> failed.cause();
            case SandboxState.Creating ignored -> Optional.empty();
            case SandboxState.Running ignored -> Optional.empty();
        };
    }
}

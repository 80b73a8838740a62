package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.Usage;
import dev.vivarium.server.project.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A project with its sandbox's state, as this server knows it. Guarded by itself; no I/O while it is held. */
final class Sandboxed {

    private static final Duration TELL_EVERY = Duration.ofSeconds(30);

    final Activity activity;
    private final ConcurrentHashMap<Cause, Instant> lastTold = new ConcurrentHashMap<>();
    private volatile Project project;
    private volatile Policy policy;
    private volatile SandboxState state;
    private volatile List<Integer> ports = List.of();
    private volatile @Nullable Sample sample;
    private volatile Optional<SandboxView.UsageView> usage = Optional.empty();

    private record Sample(long cpuNanos, long atNanos) {}

    Sandboxed(Project project, Policy policy, SandboxState state, Activity activity) {
        this.project = project;
        this.policy = policy;
        this.state = state;
        this.activity = activity;
    }

    Project project() {
        return project;
    }

    void rename(Project renamed) {
        project = renamed;
    }

    SandboxState state() {
        return state;
    }

    void become(SandboxState next) {
        state = next;
        if (!(next instanceof SandboxState.Running)) {
            ports = List.of();
            sample = null;
            usage = Optional.empty();
        }
    }

    Policy policy() {
        return policy;
    }

    void apply(Policy chosen) {
        policy = chosen;
    }

    List<Integer> ports() {
        return ports;
    }

    /** @return whether they differ from those known */
    boolean observePorts(List<Integer> now) {
        boolean changed = !ports.equals(now);
        ports = now;
        return changed;
    }

    Optional<SandboxView.UsageView> usage() {
        return usage;
    }

    void observe(Usage now) {
        long at = System.nanoTime();
        var before = sample;
        sample = new Sample(now.cpuNanos(), at);
        double cpus = before == null || at == before.atNanos()
                ? 0
                : Math.max(0, (now.cpuNanos() - before.cpuNanos()) / (double) (at - before.atNanos()));
        usage = Optional.of(
                new SandboxView.UsageView(Math.round(cpus * 1000) / 1000.0, now.memoryBytes(), now.processes()));
    }

    /** A limit that is hit again and again is told of once in a while. */
    boolean mayTellOf(Cause cause) {
        var now = Instant.now();
        var before = lastTold.put(cause, now);
        boolean may = before == null || before.plus(TELL_EVERY).isBefore(now);
        if (!may) {
            lastTold.put(cause, before);
        }
        return may;
    }

    boolean isActive() {
        return switch (state) {
            case SandboxState.Creating ignored -> true;
            case SandboxState.Running ignored -> true;
            case SandboxState.Stopping ignored -> true;
            case SandboxState.Stopped ignored -> false;
            case SandboxState.Failed ignored -> false;
        };
    }

    Instant lastUsed() {
        return activity.idleSince().orElse(Instant.MAX);
    }
}

package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.server.project.ProjectFeed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at the running sandboxes: ports four times a second, usage every two, and whose time is over. */
@ApplicationScoped
class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final int USAGE_EVERY = 8;

    private final Sandboxes sandboxes;
    private final SandboxService service;
    private final SandboxEngine engine;
    private final SandboxConfig config;
    private final ProjectFeed feed;
    private volatile @Nullable Thread watcher;

    Watch(Sandboxes sandboxes, SandboxService service, SandboxEngine engine, SandboxConfig config, ProjectFeed feed) {
        this.sandboxes = sandboxes;
        this.service = service;
        this.engine = engine;
        this.config = config;
        this.feed = feed;
    }

    void start(@Observes StartupEvent event) {
        watcher = Thread.ofVirtual().name("sandbox-watch").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        var running = watcher;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        try {
            for (long round = 0; ; round++) {
                look(round % USAGE_EVERY == 0);
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(boolean usage) {
        for (var sandboxed : sandboxes.all()) {
            if (sandboxed.state() instanceof SandboxState.Running running) {
                look(sandboxed, running, usage);
            }
        }
    }

    /** What fails for one must not end the watch over the others. */
    private void look(Sandboxed sandboxed, SandboxState.Running running, boolean usage) {
        try {
            observe(sandboxed, running, usage);
            expire(sandboxed, running);
        } catch (RuntimeException exception) {
            LOG.errorf(exception, "sandbox not watched id=%s", running.id());
        }
    }

    private void observe(Sandboxed sandboxed, SandboxState.Running running, boolean usage) {
        try {
            if (sandboxed.observePorts(engine.ports(running.id()))) {
                sandboxes.publishPorts(sandboxed);
            }
            if (usage) {
                sandboxed.observe(engine.usage(running.id()));
                if (feed.isWatched(sandboxed.project().id())) {
                    sandboxes.publish(sandboxed);
                }
            }
        } catch (SandboxException exception) {
            LOG.debugf("sandbox not observed id=%s: %s", running.id(), exception.getMessage());
        }
    }

    private void expire(Sandboxed sandboxed, SandboxState.Running running) {
        causeToStop(sandboxed, running, Instant.now()).ifPresent(cause -> service.stop(sandboxed, cause));
    }

    private Optional<Cause> causeToStop(Sandboxed sandboxed, SandboxState.Running running, Instant now) {
        boolean overLifetime = config.maxLifetime()
                .filter(lifetime -> running.since().plus(lifetime).isBefore(now))
                .isPresent();
        if (overLifetime) {
            return Optional.of(Cause.TIME_LIMIT);
        }
        return sandboxed
                .activity
                .idleSince()
                .filter(since -> since.plus(config.idleAfter()).isBefore(now))
                .map(since -> Cause.IDLE);
    }
}

package dev.vivarium.server.terminal;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.TerminalSize;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.Ids;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectFeed;
import dev.vivarium.server.project.ProjectId;
import dev.vivarium.server.project.ProjectObserver;
import dev.vivarium.server.sandbox.SandboxService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Opens shells, finds them again, and keeps how they ended. */
@ApplicationScoped
public class TerminalService implements ProjectObserver {

    private static final Logger LOG = Logger.getLogger(TerminalService.class);
    private static final List<String> SHELL = List.of("/bin/bash", "-l");
    private static final int MAX_PER_PROJECT = 32;
    private static final int KILLED = 137;

    private record Key(ProjectId project, TerminalName name) {}

    private final TerminalRepository terminals;
    private final SandboxService sandboxes;
    private final SandboxEngine engine;
    private final ProjectFeed feed;
    /** Terminals that are being opened: who comes meanwhile joins. */
    private final ConcurrentHashMap<Key, CompletableFuture<Exec>> opening = new ConcurrentHashMap<>();

    TerminalService(TerminalRepository terminals, SandboxService sandboxes, SandboxEngine engine, ProjectFeed feed) {
        this.terminals = terminals;
        this.sandboxes = sandboxes;
        this.engine = engine;
        this.feed = feed;
    }

    /** The form of the API. */
    public List<?> views(Project project) {
        return list(project);
    }

    List<Terminal> list(Project project) {
        return terminals.list(project.id());
    }

    /** The first of {@code t-1}, {@code t-2}, … that is free. */
    TerminalName freeName(Project project) {
        var taken = list(project).stream().map(Terminal::name).collect(Collectors.toSet());
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> new TerminalName("t-" + n))
                .filter(name -> !taken.contains(name) && !opening.containsKey(new Key(project.id(), name)))
                .findFirst()
                .orElseThrow();
    }

    /** Joins the terminal of this name, or opens it once the sandbox runs. */
    CompletableFuture<Exec> open(Project project, TerminalName name, TerminalSize size) {
        var key = new Key(project.id(), name);
        var mine = new CompletableFuture<Exec>();
        var theirs = opening.putIfAbsent(key, mine);
        if (theirs != null) {
            return theirs;
        }
        Thread.ofVirtual().name("open-terminal-" + name).start(() -> {
            try {
                var exec = existing(project, name);
                mine.complete(exec.isPresent() ? exec.get() : create(project, name, size));
            } catch (SandboxException | RuntimeException exception) {
                mine.completeExceptionally(SandboxService.failure(exception));
            } finally {
                opening.remove(key, mine);
            }
        });
        return mine;
    }

    private Optional<Exec> existing(Project project, TerminalName name) throws SandboxException {
        var terminal = terminals.find(project.id(), name);
        if (terminal.isEmpty()) {
            return Optional.empty();
        }
        var exec = engine.find(terminal.get().exec());
        if (exec.isEmpty()) {
            // Its log is gone with the engine's data; the name is free again.
            terminals.delete(terminal.get().exec());
        }
        return exec;
    }

    private Exec create(Project project, TerminalName name, TerminalSize size) throws SandboxException {
        if (list(project).size() >= MAX_PER_PROJECT) {
            throw new PlatformException(
                    ErrorCode.TOO_MANY, "A project has at most 32 terminals. Close one that you no longer need.");
        }
        var sandbox = sandboxes.start(project).join();
        var id = new ExecId(Ids.random('t'));
        var terminal = new Terminal(
                project.id(), name, id, "running", null, null, Instant.now().truncatedTo(ChronoUnit.MICROS));
        terminals.insert(terminal);
        try {
            var spec = new ExecSpec(
                    id, SHELL, Map.of("TERM", "xterm-256color"), Optional.of(size), NetworkMode.NONE, Optional.empty());
            var exec = engine.exec(sandbox, spec);
            feed.publish(project.id(), new TerminalEvent(terminal));
            follow(exec);
            return exec;
        } catch (SandboxException | RuntimeException exception) {
            terminals.delete(id);
            throw exception;
        }
    }

    private void follow(Exec exec) {
        exec.exited().whenComplete((status, failure) -> {
            if (failure == null) {
                ended(exec.id(), status);
            } else {
                LOG.warnf("terminal not followed id=%s: %s", exec.id(), failure.getMessage());
            }
        });
    }

    private void ended(ExecId id, ExecStatus.Exited status) {
        try {
            terminals
                    .end(id, status.exitCode(), status.cause())
                    .ifPresent(terminal -> feed.publish(terminal.project(), new TerminalEvent(terminal)));
        } catch (RuntimeException databaseAway) {
            // The row is set right when the server starts the next time.
            LOG.errorf(databaseAway, "end of terminal not stored id=%s", id);
        }
    }

    /** Takes up what was open when the server ended; marks what is gone. After the sandboxes are reconciled. */
    public void reconcile() {
        for (var terminal : terminals.running()) {
            try {
                var exec = engine.find(terminal.exec());
                if (exec.isPresent()) {
                    follow(exec.get());
                } else {
                    terminals.end(terminal.exec(), KILLED, Optional.of(Cause.ENGINE_LOST));
                }
            } catch (SandboxException exception) {
                LOG.warnf("terminal not taken up id=%s: %s", terminal.exec(), exception.getMessage());
            }
        }
    }

    /** Ends it and removes its log; the name is free again. */
    void delete(Project project, TerminalName name) {
        var terminal = terminals
                .find(project.id(), name)
                .orElseThrow(() ->
                        new PlatformException(ErrorCode.TERMINAL_NOT_FOUND, "There is no terminal of that name."));
        forget(terminal);
        terminals.delete(terminal.exec());
    }

    private void forget(Terminal terminal) {
        try {
            var exec = engine.find(terminal.exec());
            if (exec.isPresent()) {
                exec.get().kill(Cause.STOPPED_BY_USER);
                exec.get().forget();
            }
        } catch (SandboxException exception) {
            throw SandboxService.failure(exception);
        }
    }

    @Override
    public void beforeDelete(Project project) {
        sandboxes.stop(project.id(), Cause.STOPPED_BY_USER).join();
        for (var terminal : list(project)) {
            try {
                forget(terminal);
            } catch (PlatformException engineAway) {
                LOG.warnf("terminal's log not removed id=%s: %s", terminal.exec(), engineAway.safeMessage());
            }
        }
    }
}

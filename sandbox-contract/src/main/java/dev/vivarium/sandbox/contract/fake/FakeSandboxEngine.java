package dev.vivarium.sandbox.contract.fake;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.EngineInfo;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxEvent;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.SandboxStatus;
import dev.vivarium.sandbox.Stack;
import dev.vivarium.sandbox.Usage;
import dev.vivarium.sandbox.held.ExecStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Runs processes on this machine, in the workspace's folder and without any isolation, with real logs: for fast tests of those
 * who use an engine. What it cannot have, ports, a test says.
 */
public final class FakeSandboxEngine implements SandboxEngine {

    private final Path workspaces;
    private final ExecStore execs;
    private final Map<SandboxId, SandboxStatus> live = new ConcurrentHashMap<>();
    private final Map<Integer, Path> ports = new ConcurrentHashMap<>();
    private final List<Consumer<SandboxEvent>> listeners = new CopyOnWriteArrayList<>();

    /** @param logs is this engine's alone */
    public FakeSandboxEngine(Path workspaces, Path logs) throws IOException {
        this.workspaces = workspaces;
        this.execs = ExecStore.open(logs);
    }

    /** From now on every sandbox seems to listen on {@code port}, which is reached at {@code socket}. */
    public void listen(int port, Path socket) {
        ports.put(port, socket);
    }

    /** Has something happen. A sandbox that ended is not listed any more. */
    public void publish(SandboxEvent event) {
        if (event instanceof SandboxEvent.Ended ended) {
            live.remove(ended.id());
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("fake", "none", List.of("Nothing is isolated."));
    }

    @Override
    public List<Stack> stacks() {
        return List.of(
                new Stack("node", "Node.js", Map.of("node", "v0"), Optional.empty()),
                new Stack("python", "Python", Map.of("python3", "0"), Optional.empty()),
                new Stack("java", "Java", Map.of(), Optional.of("javac is not there: install a JDK.")),
                new Stack("static", "Static files", Map.of("python3", "0"), Optional.empty()));
    }

    @Override
    public void create(SandboxSpec spec) throws SandboxException {
        if (live.putIfAbsent(spec.id(), new SandboxStatus(spec, Instant.now())) != null) {
            throw new SandboxException(Reason.EXISTS, "there is a sandbox " + spec.id() + " already");
        }
    }

    @Override
    public List<SandboxStatus> list() {
        return List.copyOf(live.values());
    }

    @Override
    public Usage usage(SandboxId id) throws SandboxException {
        require(id);
        return new Usage(0, 0, execs.running(id).size());
    }

    @Override
    public List<Integer> ports(SandboxId id) throws SandboxException {
        require(id);
        return ports.keySet().stream().sorted().toList();
    }

    @Override
    public Path portSocket(SandboxId id, int port) throws SandboxException {
        require(id);
        return ports.getOrDefault(port, Path.of("/nonexistent"));
    }

    @Override
    public Exec exec(SandboxId id, ExecSpec spec) throws SandboxException {
        var workspace = workspaces.resolve(require(id).spec().workspace().value());
        return execs.hold(
                spec.id(),
                id,
                spec.limit(),
                () -> {
                    try {
                        return HostProcess.start(spec, workspace);
                    } catch (IOException e) {
                        throw new SandboxException(Reason.FAILED, "the process cannot be started", e);
                    }
                },
                () -> {});
    }

    private SandboxStatus require(SandboxId id) throws SandboxException {
        var status = live.get(id);
        if (status == null) {
            throw new SandboxException(Reason.NOT_FOUND, "there is no sandbox " + id);
        }
        return status;
    }

    @Override
    public Optional<Exec> find(ExecId id) {
        return execs.find(id).map(Exec.class::cast);
    }

    @Override
    public void stop(SandboxId id, Cause cause) {
        live.remove(id);
        execs.running(id).forEach(exec -> exec.kill(cause));
    }

    @Override
    public Subscription subscribe(Consumer<SandboxEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        live.keySet().forEach(id -> stop(id, Cause.STOPPED_BY_OPERATOR));
    }
}

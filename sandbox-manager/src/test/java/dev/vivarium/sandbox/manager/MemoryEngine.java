package dev.vivarium.sandbox.manager;

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
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An engine without processes: a test plays them through {@link #exec(ExecId)}. */
final class MemoryEngine implements SandboxEngine {

    final Map<SandboxId, SandboxStatus> sandboxes = new ConcurrentHashMap<>();
    final Map<ExecId, MemoryExec> execs = new ConcurrentHashMap<>();
    final List<Consumer<SandboxEvent>> listeners = new CopyOnWriteArrayList<>();

    MemoryExec exec(ExecId id) {
        return execs.get(id);
    }

    void tell(SandboxEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("memory", "none", List.of("Nothing is isolated."));
    }

    @Override
    public List<Stack> stacks() {
        return List.of(
                new Stack("node", "Node", Map.of("node", "v1"), Optional.empty()),
                new Stack("java", "Java", Map.of(), Optional.of("Install a JDK.")));
    }

    @Override
    public void create(SandboxSpec spec) throws SandboxException {
        if (sandboxes.putIfAbsent(spec.id(), new SandboxStatus(spec, Instant.now())) != null) {
            throw new SandboxException(Reason.EXISTS, "There is a sandbox " + spec.id() + " already.");
        }
    }

    @Override
    public List<SandboxStatus> list() {
        return List.copyOf(sandboxes.values());
    }

    @Override
    public Usage usage(SandboxId id) throws SandboxException {
        require(id);
        return new Usage(1, 2, 3);
    }

    @Override
    public List<Integer> ports(SandboxId id) throws SandboxException {
        require(id);
        return List.of(3000, 5173);
    }

    @Override
    public Path portSocket(SandboxId id, int port) throws SandboxException {
        require(id);
        return Path.of("/run/test/" + id + "/" + port);
    }

    @Override
    public Exec exec(SandboxId id, ExecSpec spec) throws SandboxException {
        require(id);
        var exec = new MemoryExec(this, id, spec);
        execs.put(spec.id(), exec);
        return exec;
    }

    @Override
    public Optional<Exec> find(ExecId id) {
        return Optional.ofNullable(execs.get(id));
    }

    @Override
    public void stop(SandboxId id, Cause cause) {
        if (sandboxes.remove(id) != null) {
            execs.values().stream().filter(exec -> exec.sandbox().equals(id)).forEach(exec -> exec.kill(cause));
            tell(new SandboxEvent.Ended(id, Optional.of(cause)));
        }
    }

    @Override
    public Subscription subscribe(Consumer<SandboxEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {}

    private void require(SandboxId id) throws SandboxException {
        if (!sandboxes.containsKey(id)) {
            throw new SandboxException(Reason.NOT_FOUND, "There is no sandbox " + id + ".");
        }
    }
}

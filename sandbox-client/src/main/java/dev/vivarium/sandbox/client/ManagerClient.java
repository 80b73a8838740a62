package dev.vivarium.sandbox.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.EngineInfo;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxEvent;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.SandboxStatus;
import dev.vivarium.sandbox.Stack;
import dev.vivarium.sandbox.Usage;
import dev.vivarium.sandbox.client.wire.ExecView;
import dev.vivarium.sandbox.client.wire.Report;
import dev.vivarium.sandbox.client.wire.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The engine that a sandbox manager holds, reached over its socket. Needs no connection to be made: each call finds the manager
 * or fails at once with {@link SandboxException.Reason#UNAVAILABLE}, and works again as soon as the manager is back.
 */
public final class ManagerClient implements SandboxEngine {

    private final Connections connections;

    /** @param socket where the manager listens, now or later */
    public ManagerClient(Path socket) {
        this.connections = new Connections(socket);
    }

    @Override
    public EngineInfo info() throws SandboxException {
        return connections.call(new Request.Info(), new TypeReference<>() {});
    }

    /** Has the manager test itself and the machine; takes up to some seconds. */
    public Report doctor() throws SandboxException {
        return connections.call(new Request.Doctor(), new TypeReference<>() {});
    }

    @Override
    public List<Stack> stacks() throws SandboxException {
        return connections.call(new Request.Stacks(), new TypeReference<>() {});
    }

    @Override
    public void create(SandboxSpec spec) throws SandboxException {
        connections.call(new Request.Create(spec));
    }

    @Override
    public List<SandboxStatus> list() throws SandboxException {
        return connections.call(new Request.ListSandboxes(), new TypeReference<>() {});
    }

    @Override
    public Usage usage(SandboxId id) throws SandboxException {
        return connections.call(new Request.UsageOf(id), new TypeReference<>() {});
    }

    @Override
    public List<Integer> ports(SandboxId id) throws SandboxException {
        return connections.call(new Request.Ports(id), new TypeReference<>() {});
    }

    @Override
    public Path portSocket(SandboxId id, int port) throws SandboxException {
        return Path.of(connections.call(new Request.PortSocket(id, port), new TypeReference<String>() {}));
    }

    @Override
    public Exec exec(SandboxId id, ExecSpec spec) throws SandboxException {
        var view = connections.call(new Request.StartExec(id, spec), new TypeReference<ExecView>() {});
        return new RemoteExec(connections, view);
    }

    @Override
    public Optional<Exec> find(ExecId id) throws SandboxException {
        return connections
                .call(new Request.Find(id), new TypeReference<Optional<ExecView>>() {})
                .map(view -> new RemoteExec(connections, view));
    }

    @Override
    public void stop(SandboxId id, Cause cause) throws SandboxException {
        connections.call(new Request.Stop(id, cause));
    }

    /** As the SPI says; a listener that subscribes while the manager is away is told {@link SandboxEvent.Away} first. */
    @Override
    public Subscription subscribe(Consumer<SandboxEvent> listener) {
        return EventStream.start(connections, listener);
    }

    @Override
    public void close() {
        connections.close();
    }
}

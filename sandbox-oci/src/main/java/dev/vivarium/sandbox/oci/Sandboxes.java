package dev.vivarium.sandbox.oci;

import dev.vivarium.posix.Descriptor;
import dev.vivarium.posix.PidDescriptor;
import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecSpec;
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
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The sandboxes of one instance: how each is made, and how each is unmade to the last trace. */
final class Sandboxes implements AutoCloseable {

    private final OciConfig config;
    private final Spawner spawner;
    private final NetworkDoor door;
    private final Cgroups cgroups;
    private final Layout layout;
    private final Slots slots;
    private final ExecStore execs;
    private final Toolchain toolchain;
    private final Bundle bundle;
    private final Stacks stacks;
    private final Events events = new Events();
    private final Map<SandboxId, LiveSandbox> live = new ConcurrentHashMap<>();
    private final Set<SandboxId> creating = ConcurrentHashMap.newKeySet();
    private volatile Runtime runtime;

    private Sandboxes(OciConfig config, Cgroups cgroups, Layout layout, Spawner spawner) throws IOException {
        this.config = config;
        this.cgroups = cgroups;
        this.layout = layout;
        this.spawner = spawner;
        this.door = new NetworkDoor();
        this.slots = new Slots(config.firstUid(), config.slots());
        this.execs = ExecStore.open(layout.logs());
        this.toolchain = new Toolchain(config.toolchains());
        this.bundle = new Bundle(config, toolchain, layout.root());
        RootSkeleton.write(layout.root(), toolchain);
        this.stacks = new Stacks(spawner, toolchain);
        this.runtime = new Runtime(Path.of("/nonexistent"), layout.runtime(), spawner);
    }

    static Sandboxes open(OciConfig config) throws IOException {
        var cgroups = Cgroups.of(config.instance());
        // Survivors first: a mount or a cgroup in use cannot be removed.
        cgroups.removeAll();
        return new Sandboxes(config, cgroups, Layout.create(config), new Spawner());
    }

    /** Name and version of the first runtime that makes a sandbox as it should be. */
    String chooseRuntime() throws IOException, SandboxException {
        var faults = new StringBuilder();
        for (var program : Runtime.candidates()) {
            var candidate = new Runtime(program, layout.runtime(), spawner);
            runtime = candidate;
            var fault = new SelfTest(this, layout).run();
            if (fault.isEmpty()) {
                return candidate.version();
            }
            faults.append(' ').append(program).append(": ").append(fault.get());
        }
        throw new SandboxException(
                Reason.UNAVAILABLE,
                faults.isEmpty() ? "no OCI runtime is there: install crun" : "no OCI runtime works here:" + faults);
    }

    void create(SandboxSpec spec) throws SandboxException, IOException {
        if (!Stacks.known(spec.stack())) {
            throw new SandboxException(Reason.REFUSED, "there is no stack " + spec.stack());
        }
        create(spec, layout.workspace(spec.workspace()));
    }

    void create(SandboxSpec spec, Path workspace) throws SandboxException, IOException {
        if (!Files.isDirectory(workspace, LinkOption.NOFOLLOW_LINKS)) {
            throw new SandboxException(Reason.REFUSED, "there is no workspace " + spec.workspace());
        }
        if (!creating.add(spec.id())) {
            throw new SandboxException(Reason.EXISTS, "the sandbox " + spec.id() + " is being created");
        }
        try {
            if (live.containsKey(spec.id())) {
                throw new SandboxException(Reason.EXISTS, "there is a sandbox " + spec.id() + " already");
            }
            var sandbox = make(spec, workspace);
            live.put(spec.id(), sandbox);
            Thread.ofPlatform().daemon().name("sandbox-" + spec.id()).start(() -> watch(sandbox));
        } finally {
            creating.remove(spec.id());
        }
    }

    private LiveSandbox make(SandboxSpec spec, Path workspace) throws SandboxException, IOException {
        int uid = slots.take()
                .orElseThrow(() -> new SandboxException(Reason.REFUSED, "no more sandboxes fit on this machine"));
        var name = spec.id().value();
        var undo = new Undo();
        undo.add(() -> slots.giveBack(uid));
        try {
            var folder = layout.bundle(name);
            undo.add(() -> Layout.deleteTree(folder));
            var home = layout.home(spec.workspace());
            bundle.write(
                    new Bundle.Sandbox(name, folder, workspace, home, spec.policy(), uid, cgroups.path(name)),
                    layout.init());
            undo.add(() -> cgroups.removeSandbox(name));
            undo.add(() -> runtime.delete(name));
            int init = runtime.run(name, folder, layout.init().getFirst());
            var namespaceLimits = NamespaceLimits.begin(init);
            cgroups.prepare(name);
            var process = PidDescriptor.open(init);
            undo.add(process::close);
            var network = Descriptor.open(Path.of("/proc", Integer.toString(init), "ns/net"));
            undo.add(network::close);
            var gate = config.egress()
                    .open(
                            spec.id(),
                            door.listen(network, Egress.PORT),
                            spec.policy().network());
            var limits =
                    new LimitWatch(cgroups, name, cause -> events.publish(new SandboxEvent.LimitHit(spec.id(), cause)));
            namespaceLimits.await();
            return new LiveSandbox(spec, uid, folder, init, process, network, gate, limits);
        } catch (IOException | SandboxException | RuntimeException e) {
            undo.run();
            throw e;
        }
    }

    // An end that nobody asked for.
    private void watch(LiveSandbox sandbox) {
        try {
            sandbox.awaitEnd();
            if (live.get(sandbox.spec().id()) != sandbox || sandbox.stopping()) {
                return;
            }
            boolean killed = cgroups.counters(sandbox.name(), "").outOfMemory() > 0;
            var cause = killed ? Optional.of(Cause.OUT_OF_MEMORY) : Optional.<Cause>empty();
            remove(sandbox, cause);
        } catch (IOException | SandboxException e) {
            System.getLogger(Sandboxes.class.getName())
                    .log(System.Logger.Level.ERROR, "sandbox " + sandbox.name() + " did not end cleanly", e);
        }
    }

    void stop(SandboxId id, Cause cause) throws SandboxException, IOException {
        var sandbox = live.get(id);
        if (sandbox != null) {
            sandbox.markStopping();
            remove(sandbox, Optional.of(cause));
        }
    }

    // One at a time for each sandbox; the second finds it gone.
    private void remove(LiveSandbox sandbox, Optional<Cause> cause) throws SandboxException, IOException {
        synchronized (sandbox) {
            var id = sandbox.spec().id();
            if (live.get(id) != sandbox) {
                return;
            }
            var name = sandbox.name();
            sandbox.markStopping();
            var running = execs.running(id);
            cgroups.unthrottle(name);
            running.forEach(exec -> exec.kill(cause.orElse(Cause.ENGINE_LOST)));
            sandbox.end();
            cgroups.removeSandbox(name);
            runtime.delete(name);
            sandbox.close();
            Layout.deleteTree(sandbox.bundle());
            slots.giveBack(sandbox.hostUid());
            live.remove(id, sandbox);
            events.publish(new SandboxEvent.Ended(id, cause));
        }
    }

    Exec exec(SandboxId id, ExecSpec spec) throws SandboxException {
        var sandbox = require(id);
        return new ExecStart(this, sandbox, spec).run();
    }

    Usage usage(SandboxId id) throws SandboxException, IOException {
        return cgroups.usage(require(id).name());
    }

    Path portSocket(SandboxId id, int port) throws SandboxException, IOException {
        if (port < 1 || port > 65535 || port == Egress.PORT) {
            throw new SandboxException(Reason.REFUSED, "no such port: " + port);
        }
        var sandbox = require(id);
        synchronized (sandbox) {
            if (sandbox.stopping()) {
                throw gone(id);
            }
            var known = sandbox.ports().get(port);
            if (known == null) {
                known = new PortRelay(
                        door, sandbox.network(), port, layout.portSocket(sandbox.name(), port), config.socketGid());
                sandbox.ports().put(port, known);
            }
            return known.path();
        }
    }

    LiveSandbox require(SandboxId id) throws SandboxException {
        var sandbox = live.get(id);
        if (sandbox == null || sandbox.stopping()) {
            throw gone(id);
        }
        return sandbox;
    }

    private static SandboxException gone(SandboxId id) {
        return new SandboxException(Reason.NOT_FOUND, "there is no sandbox " + id);
    }

    List<SandboxStatus> list() {
        return live.values().stream().map(LiveSandbox::status).toList();
    }

    List<Stack> stacks() {
        return stacks.all();
    }

    /** Deletes the home folders of workspaces that are gone, such as those of executions. */
    void forgetHomes() {
        try {
            layout.forgetHomes(live.values().stream()
                    .map(sandbox -> sandbox.spec().workspace().value())
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            System.getLogger(Sandboxes.class.getName())
                    .log(System.Logger.Level.WARNING, "home folders are left behind", e);
        }
    }

    void lookAtLimits() {
        live.values().forEach(sandbox -> sandbox.limits().look());
    }

    Events events() {
        return events;
    }

    ExecStore execs() {
        return execs;
    }

    Runtime runtime() {
        return runtime;
    }

    Cgroups cgroups() {
        return cgroups;
    }

    Bundle bundle() {
        return bundle;
    }

    Layout layout() {
        return layout;
    }

    @Override
    public void close() {
        events.close();
        spawner.close();
        door.close();
        cgroups.removeIfEmpty();
    }
}

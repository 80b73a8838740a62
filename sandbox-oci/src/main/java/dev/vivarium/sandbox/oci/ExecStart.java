package dev.vivarium.sandbox.oci;

import dev.vivarium.posix.ChildProcess;
import dev.vivarium.posix.Descriptor;
import dev.vivarium.posix.DescriptorReceiver;
import dev.vivarium.posix.PidDescriptor;
import dev.vivarium.posix.Pipe;
import dev.vivarium.posix.Poll;
import dev.vivarium.posix.Terminals;
import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.TerminalSize;
import dev.vivarium.sandbox.held.HeldExec;
import dev.vivarium.sandbox.held.RawProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Starts one process in a sandbox. */
final class ExecStart {

    private static final int STARTS_WITHIN_MILLIS = 10_000;

    private final Sandboxes sandboxes;
    private final LiveSandbox sandbox;
    private final ExecSpec spec;
    private final Undo onEnd = new Undo();

    ExecStart(Sandboxes sandboxes, LiveSandbox sandbox, ExecSpec spec) {
        this.sandboxes = sandboxes;
        this.sandbox = sandbox;
        this.spec = spec;
    }

    Exec run() throws SandboxException {
        var held = new CompletableFuture<HeldExec>();
        var exec = sandboxes.execs().hold(spec.id(), sandbox.spec().id(), spec.limit(), () -> start(held), onEnd::run);
        held.complete(exec);
        return exec;
    }

    private RawProcess start(CompletableFuture<HeldExec> held) throws SandboxException {
        Path document = sandboxes.layout().temporary("process");
        var undo = new Undo();
        try {
            grantNetwork(held);
            sandboxes.bundle().writeProcess(document, spec, sandbox.spec().policy());
            var cgroup = new ExecCgroup(
                    sandboxes.cgroups(),
                    sandbox.limits(),
                    sandbox.name(),
                    spec.id().value());
            undo.add(cgroup::remove);
            return spec.terminal().isPresent()
                    ? withTerminal(cgroup, document, spec.terminal().get())
                    : withPipe(cgroup, document, undo);
        } catch (IOException e) {
            undo.run();
            onEnd.run();
            throw new SandboxException(Reason.FAILED, "the process cannot be started: " + e.getMessage(), e);
        } catch (SandboxException | RuntimeException e) {
            undo.run();
            onEnd.run();
            throw e;
        }
    }

    private void grantNetwork(CompletableFuture<HeldExec> held) {
        if (spec.network().compareTo(sandbox.spec().policy().network()) > 0) {
            Egress.Grant grant = sandbox.gate().grant(spec.network(), line -> held.thenAccept(exec -> exec.note(line)));
            onEnd.add(grant::close);
        }
    }

    // Once the process has done anything the runtime has read the document; it goes with the exec.
    private RawProcess withPipe(ExecCgroup cgroup, Path document, Undo undo) throws IOException {
        onEnd.add(() -> Files.deleteIfExists(document));
        var output = Pipe.create();
        undo.add(output::close);
        try (var in = Pipe.empty();
                var out = output.writeEnd()) {
            // Else a program cannot open /dev/stdout.
            in.changeOwner(sandbox.userOnHost(), sandbox.userOnHost());
            out.changeOwner(sandbox.userOnHost(), sandbox.userOnHost());
            var child =
                    sandboxes.runtime().exec(sandbox.name(), spec.id().value(), document, Optional.empty(), in, out);
            return new OciProcess(cgroup, child, output.readEnd(), false);
        }
    }

    private RawProcess withTerminal(ExecCgroup cgroup, Path document, TerminalSize size)
            throws IOException, SandboxException {
        onEnd.add(() -> Files.deleteIfExists(document));
        try (var console = DescriptorReceiver.listen(sandboxes.layout().temporary("console"));
                var in = Pipe.empty();
                var errors = Pipe.create()) {
            var child = startOnConsole(document, console, in, errors);
            Descriptor master = receive(child, console, errors);
            Terminals.resize(master, size.columns(), size.rows());
            return new OciProcess(cgroup, child, master, true);
        }
    }

    private ChildProcess startOnConsole(Path document, DescriptorReceiver console, Descriptor in, Pipe errors)
            throws IOException {
        try (var out = errors.writeEnd()) {
            return sandboxes
                    .runtime()
                    .exec(sandbox.name(), spec.id().value(), document, Optional.of(console.path()), in, out);
        }
    }

    private static Descriptor receive(ChildProcess child, DescriptorReceiver console, Pipe errors)
            throws IOException, SandboxException {
        var arrived = new Poll.Entry(console.socket(), Poll.IN);
        Poll.await(STARTS_WITHIN_MILLIS, arrived, new Poll.Entry(child.ended(), Poll.IN));
        if (arrived.ready()) {
            return console.receive();
        }
        try (child) {
            PidDescriptor.signal(child.ended(), PidDescriptor.SIGKILL);
            child.await();
            throw new SandboxException(
                    Reason.FAILED, "the terminal cannot be opened: " + Runtime.read(errors.readEnd()));
        }
    }
}

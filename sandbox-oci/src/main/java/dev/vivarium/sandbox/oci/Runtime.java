package dev.vivarium.sandbox.oci;

import dev.vivarium.posix.ChildProcess;
import dev.vivarium.posix.Descriptor;
import dev.vivarium.posix.Pipe;
import dev.vivarium.posix.Poll;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** An OCI runtime by its command line, which crun and runc share. */
final class Runtime {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = 100_000;
    private static final int MESSAGE_BYTES = 64 * 1024;

    private final Path program;
    private final Path root;
    private final Spawner spawner;

    Runtime(Path program, Path root, Spawner spawner) {
        this.program = program;
        this.root = root;
        this.spawner = spawner;
    }

    static List<Path> candidates() {
        return Stream.of("crun", "runc").flatMap(name -> find(name).stream()).toList();
    }

    static Optional<Path> find(String program) {
        return Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Name and version as it gives them, e.g. {@code crun 1.8.1}. */
    String version() throws IOException {
        return output(spawner, List.of(program.toString(), "--version"))
                .lines()
                .findFirst()
                .orElse(program.toString())
                .replace(" version", "");
    }

    /** Starts a sandbox's first process, which is {@code init}, and waits until it is; its number on this machine. */
    int run(String id, Path bundle, String init) throws IOException, SandboxException {
        var log = bundle.resolve("runtime.log");
        var pid = bundle.resolve("pid");
        var command = new ArrayList<>(List.of(program.toString(), "--root", root.toString(), "--log", log.toString()));
        command.addAll(List.of("run", "--detach", "--bundle", bundle.toString(), "--pid-file", pid.toString(), id));
        // Never /dev/null: crun gives the three descriptors to the sandbox's user, on the host as well.
        try (var in = Pipe.empty();
                var out = Pipe.create();
                var child = spawner.spawn(command, in, out.writeEnd(), out.writeEnd())) {
            int exitCode = child.await();
            if (exitCode != 0) {
                throw new SandboxException(Reason.FAILED, "the sandbox cannot be made: " + message(log));
            }
        }
        int first = Integer.parseInt(Files.readString(pid).strip());
        awaitProgram(first, init);
        return first;
    }

    // The runtime comes back before its child has become the first process. Until then nobody can join it: what has
    // entered the user namespace may not look at a process whose memory still belongs to the host's.
    private static void awaitProgram(int pid, String program) throws IOException, SandboxException {
        var commandLine = Path.of("/proc", Integer.toString(pid), "cmdline");
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Files.readString(commandLine, StandardCharsets.ISO_8859_1).startsWith(program + "\0")) {
            if (System.nanoTime() > deadline) {
                throw new SandboxException(Reason.FAILED, "the sandbox's first process does not start");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static String message(Path log) {
        try {
            var text = Files.readString(log).strip();
            return text.isEmpty() ? "the runtime does not say why" : text;
        } catch (IOException e) {
            return "the runtime does not say why";
        }
    }

    /** Starts a process in a sandbox, in the cgroup of the exec. */
    ChildProcess exec(String id, String exec, Path process, Optional<Path> console, Descriptor in, Descriptor out)
            throws IOException {
        var command = new ArrayList<>(List.of(program.toString(), "--root", root.toString(), "exec"));
        command.addAll(List.of("--cgroup", Cgroups.nameOf(exec), "--process", process.toString()));
        console.ifPresent(socket -> command.addAll(List.of("--console-socket", socket.toString())));
        command.add(id);
        return spawner.spawn(command, in, out, out);
    }

    /** Removes what the runtime keeps of a sandbox, its cgroup included. */
    void delete(String id) throws IOException {
        output(spawner, List.of(program.toString(), "--root", root.toString(), "delete", "--force", id));
    }

    /** What a short command prints, whatever its exit code. */
    static String output(Spawner spawner, List<String> command) throws IOException {
        try (var in = Pipe.empty();
                var out = Pipe.create()) {
            try (var child = spawner.spawn(command, in, out.writeEnd(), out.writeEnd())) {
                out.writeEnd().close();
                var text = read(out.readEnd());
                child.await();
                return text;
            }
        }
    }

    /** Reads to the end, or as much as fits. */
    static String read(Descriptor descriptor) throws IOException {
        var buffer = ByteBuffer.allocateDirect(MESSAGE_BYTES);
        while (buffer.hasRemaining() && descriptor.read(buffer) > 0) {
            Poll.await(Poll.FOREVER, new Poll.Entry(descriptor, Poll.IN));
        }
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString().strip();
    }
}

package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.client.wire.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A manager's server half in this process, over an engine of the test. */
final class RunningManager implements AutoCloseable {

    static final Policy MOST = new Policy(2, 1L << 30, 512, 2L << 30, NetworkMode.INSTALL);
    static final Duration TO_COMPLETE = Duration.ofMillis(300);

    final MemoryEngine engine;
    final Verbs verbs;
    private final Socket socket;
    private final ManagerServer server;

    private RunningManager(MemoryEngine engine, Socket socket, Peers peers) throws IOException {
        this.engine = engine;
        this.socket = socket;
        this.verbs =
                new Verbs(engine, new Ceiling(MOST), () -> new Report(List.of(Report.Check.passed("test", "fine"))));
        this.server = new ManagerServer(socket.listen(), peers, verbs, TO_COMPLETE);
        server.start();
    }

    static RunningManager start(Path path) throws IOException {
        return start(path, new MemoryEngine());
    }

    static RunningManager start(Path path, MemoryEngine engine) throws IOException {
        var socket = new Socket(path, (int) Files.getAttribute(path.getParent(), "unix:gid"));
        return new RunningManager(engine, socket, Peers.ofUids(Self.uid()));
    }

    static RunningManager startFor(Path path, int... uids) throws IOException {
        var socket = new Socket(path, (int) Files.getAttribute(path.getParent(), "unix:gid"));
        return new RunningManager(new MemoryEngine(), socket, Peers.ofUids(uids));
    }

    @Override
    public void close() throws IOException {
        server.close();
        socket.remove();
    }
}

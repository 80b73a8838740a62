package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxStatus;
import dev.vivarium.sandbox.egress.EgressProxy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The manager from its start to its end. The socket is there as soon as, and as long as, it answers. */
final class ManagerProcess {

    private static final System.Logger LOG = System.getLogger(ManagerProcess.class.getName());
    private static final Path UID_SLOTS = Path.of("/run/vivarium/uid-slots");
    private static final Duration TO_END = Duration.ofSeconds(4);
    private static final Duration TO_TELL = Duration.ofMillis(500);

    private final SandboxEngine engine;
    private final Verbs verbs;
    private final Socket socket;
    private final ManagerServer server;

    /** Held until the process is gone. */
    private final UidSlot uids;

    private final FileChannel lock;

    private ManagerProcess(Settings settings, EngineFactory engines) throws StartException, IOException {
        var service = ServiceAccount.of(settings.serviceAccount());
        Preflight.check(settings, service);
        this.lock = lock(settings.state().resolve("lock"));
        this.uids = UidSlot.claim(UID_SLOTS, settings.state().resolve("uid-slot"), settings.data());
        var egress = EgressProxy.start(System.getenv(), settings.registries());
        this.engine = engines.create(settings, service, uids, egress);
        egress.completeEnvironment();
        this.verbs = new Verbs(engine, new Ceiling(settings.ceiling()), () -> new Doctor(settings).examine(engine));
        this.socket = new Socket(settings.socket(), service.gid());
        this.server = new ManagerServer(socket.listen(), Peers.ofUids(0, service.uid()), verbs);
        server.start();
        LOG.log(
                System.Logger.Level.INFO,
                "Ready socket={0} instance={1} firstUid={2}",
                socket.path(),
                settings.instance(),
                Integer.toString(uids.firstUid()));
    }

    static ManagerProcess start(Settings settings, EngineFactory engines) throws StartException {
        try {
            return new ManagerProcess(settings, engines);
        } catch (IOException unusable) {
            throw new StartException("Cannot use a file that is needed: " + unusable, unusable);
        }
    }

    /** SIGTERM and SIGINT end all sandboxes and then the process, with exit code 0 although a signal ended it. */
    void endOnSignal() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            end();
            Runtime.getRuntime().halt(0);
        }));
    }

    void end() {
        LOG.log(System.Logger.Level.INFO, "Ending");
        server.stopAccepting();
        verbs.end();
        attempt(this::stopAll);
        attempt(socket::remove);
        attempt(engine::close);
        attempt(() -> verbs.subscribers().dismiss(TO_TELL));
        attempt(server::close);
        attempt(uids::close);
        attempt(lock::close);
    }

    private interface Step {
        void run() throws Exception;
    }

    /** What fails does not keep the rest from ending. */
    private static void attempt(Step step) {
        try {
            step.run();
        } catch (Exception failed) {
            LOG.log(System.Logger.Level.ERROR, "Not everything ended cause={0}", failed.toString());
        }
    }

    /** All at once, and not for longer than whoever sent the signal is likely to wait. */
    private void stopAll() throws SandboxException, InterruptedException {
        var sandboxes = engine.list();
        var left = new CountDownLatch(sandboxes.size());
        for (var sandbox : sandboxes) {
            Thread.ofVirtual().name("stop").start(() -> {
                stop(sandbox);
                left.countDown();
            });
        }
        if (!left.await(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.log(System.Logger.Level.ERROR, "Sandboxes did not end in time left={0}", left.getCount());
        }
    }

    private void stop(SandboxStatus sandbox) {
        try {
            engine.stop(sandbox.spec().id(), Cause.STOPPED_BY_OPERATOR);
        } catch (SandboxException | RuntimeException failed) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A sandbox did not end id={0} cause={1}",
                    sandbox.spec().id(),
                    failed.toString());
        }
    }

    private static FileChannel lock(Path file) throws IOException, StartException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new StartException(
                    "Another sandbox manager serves this data folder already (" + file + " is locked).");
        }
        return channel;
    }
}

package dev.vivarium.sandbox.oci;

import dev.vivarium.posix.Descriptor;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.PidDescriptor;
import dev.vivarium.posix.Poll;
import dev.vivarium.posix.PosixException;
import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.SandboxStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A sandbox that exists. Its descriptors are closed by {@link #close()} alone, when its processes are gone. */
final class LiveSandbox implements AutoCloseable {

    private static final int GRACE_MILLIS = 2_000;
    private static final int TELL_AGAIN_MILLIS = 50;
    private static final int DIES_WITHIN_MILLIS = 10_000;

    private final SandboxSpec spec;
    private final Instant since = Instant.now();
    private final int hostUid;
    private final Path bundle;
    private final int init;
    private final Descriptor process;
    private final Descriptor network;
    private final Egress.Gate gate;
    private final LimitWatch limits;
    private final Map<Integer, PortRelay> ports = new ConcurrentHashMap<>();
    private final CountDownLatch watched = new CountDownLatch(1);
    private volatile boolean stopping;

    LiveSandbox(
            SandboxSpec spec,
            int hostUid,
            Path bundle,
            int init,
            Descriptor process,
            Descriptor network,
            Egress.Gate gate,
            LimitWatch limits) {
        this.spec = spec;
        this.hostUid = hostUid;
        this.bundle = bundle;
        this.init = init;
        this.process = process;
        this.network = network;
        this.gate = gate;
        this.limits = limits;
    }

    SandboxSpec spec() {
        return spec;
    }

    String name() {
        return spec.id().value();
    }

    SandboxStatus status() {
        return new SandboxStatus(spec, since);
    }

    /** Of the sandbox's own uid 1000, on this machine. */
    int userOnHost() {
        return hostUid + RootSkeleton.UID;
    }

    int hostUid() {
        return hostUid;
    }

    Path bundle() {
        return bundle;
    }

    int init() {
        return init;
    }

    Descriptor network() {
        return network;
    }

    Egress.Gate gate() {
        return gate;
    }

    LimitWatch limits() {
        return limits;
    }

    Map<Integer, PortRelay> ports() {
        return ports;
    }

    boolean stopping() {
        return stopping;
    }

    /** From now on its end is wanted. */
    void markStopping() {
        stopping = true;
    }

    /** Blocks a platform thread until the first process, and with it every other, has ended. */
    void awaitEnd() throws IOException {
        try {
            Poll.await(Poll.FOREVER, new Poll.Entry(process, Poll.IN));
        } finally {
            watched.countDown();
        }
    }

    /** Tells the first process, waits a little, and kills it: the kernel then ends all that is in its PID namespace. */
    void end() throws IOException {
        var over = new Poll.Entry(process, Poll.IN);
        // Told again and again: the kernel drops a signal for which a namespace's first process has no handler yet.
        for (int waited = 0; waited < GRACE_MILLIS; waited += TELL_AGAIN_MILLIS) {
            PidDescriptor.signal(process, PidDescriptor.SIGTERM);
            if (Poll.await(TELL_AGAIN_MILLIS, over)) {
                return;
            }
        }
        PidDescriptor.signal(process, PidDescriptor.SIGKILL);
        if (!Poll.await(DIES_WITHIN_MILLIS, over)) {
            throw new PosixException("the sandbox's first process does not die", Errno.EAGAIN);
        }
    }

    @Override
    public void close() {
        ports.values().forEach(PortRelay::close);
        gate.close();
        network.close();
        awaitWatcher();
        process.close();
    }

    // Else its number could be given out again while the watcher waits for it. The process has ended: this is quick.
    private void awaitWatcher() {
        try {
            watched.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

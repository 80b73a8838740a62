package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.SandboxId;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One sandbox's way out: as far open as its policy says, or as the widest grant that lives. */
final class ProxyGate implements Egress.Gate {

    private static final System.Logger LOG = System.getLogger(ProxyGate.class.getName());

    /** Of one sandbox at a time; the next waits to be accepted, in the sandbox's own backlog. */
    private static final int CONNECTIONS = 64;

    private final SandboxId id;
    private final ServerSocketChannel listener;
    private final NetworkMode base;
    private final Rules rules;
    private final Dialer dialer;
    private final Semaphore places = new Semaphore(CONNECTIONS);
    private final Semaphore placesOfAll;

    // Guarded by this.
    private final List<ProxyGrant> grants = new ArrayList<>();
    private final Map<Pass, AutoCloseable> open = new HashMap<>();
    private boolean closed;

    ProxyGate(
            SandboxId id,
            ServerSocketChannel listener,
            NetworkMode base,
            Rules rules,
            Dialer dialer,
            Semaphore placesOfAll) {
        this.id = id;
        this.listener = listener;
        this.base = base;
        this.rules = rules;
        this.dialer = dialer;
        this.placesOfAll = placesOfAll;
    }

    void start() {
        Thread.ofVirtual().name("egress-" + id).start(this::accept);
    }

    private void accept() {
        while (listener.isOpen()) {
            places.acquireUninterruptibly();
            try {
                serve(listener.accept());
            } catch (IOException overOrExhausted) {
                places.release();
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "Nothing accepted sandbox={0} cause={1}",
                        id,
                        overOrExhausted.toString());
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private void serve(SocketChannel client) {
        Thread.ofVirtual().name("egress-" + id).start(() -> {
            placesOfAll.acquireUninterruptibly();
            try {
                new ProxyConnection(this, client).run();
            } finally {
                placesOfAll.release();
                places.release();
            }
        });
    }

    Decision decide(Target target) {
        return rules.decide(target, mode());
    }

    SocketChannel dial(Target target, Decision.Allowed allowed) throws IOException {
        return dialer.dial(target, allowed.checked());
    }

    /** Lets a connection live for as long as the gate is open far enough; the pass says if it still is. */
    synchronized Pass enter(NetworkMode needs, AutoCloseable connection) {
        var pass = new Pass(needs, !closed && mode().compareTo(needs) >= 0);
        if (pass.valid()) {
            open.put(pass, connection);
        }
        return pass;
    }

    void tell(String line) {
        LOG.log(System.Logger.Level.DEBUG, "{0} sandbox={1}", line, id);
        List<ProxyGrant> told;
        synchronized (this) {
            told = List.copyOf(grants);
        }
        told.forEach(grant -> grant.tell(line));
    }

    @Override
    public Egress.Grant grant(NetworkMode mode, Consumer<String> decisions) {
        var grant = new ProxyGrant(mode, decisions, this::withdraw);
        synchronized (this) {
            grants.add(grant);
        }
        return grant;
    }

    private void withdraw(ProxyGrant grant) {
        synchronized (this) {
            grants.remove(grant);
        }
        cut(mode());
    }

    private synchronized NetworkMode mode() {
        var mode = base;
        for (var grant : grants) {
            mode = grant.mode().compareTo(mode) > 0 ? grant.mode() : mode;
        }
        return mode;
    }

    /** Closes what needs more than the gate now gives. */
    private void cut(NetworkMode mode) {
        List<AutoCloseable> over;
        synchronized (this) {
            over = open.entrySet().stream()
                    .filter(entry -> closed || entry.getKey().needs.compareTo(mode) > 0)
                    .map(Map.Entry::getValue)
                    .toList();
        }
        over.forEach(ProxyGate::close);
    }

    private static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception unexpected) {
            LOG.log(System.Logger.Level.ERROR, "A connection could not be cut", unexpected);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        Quietly.close(listener);
        cut(NetworkMode.NONE);
    }

    /** A connection's leave to be open. */
    final class Pass implements AutoCloseable {

        private final NetworkMode needs;
        private final boolean valid;

        private Pass(NetworkMode needs, boolean valid) {
            this.needs = needs;
            this.valid = valid;
        }

        boolean valid() {
            return valid;
        }

        @Override
        public void close() {
            synchronized (ProxyGate.this) {
                open.remove(this);
            }
        }
    }
}

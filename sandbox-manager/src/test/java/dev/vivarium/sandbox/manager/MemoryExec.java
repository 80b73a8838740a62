package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A process that does what the test says. */
final class MemoryExec implements Exec {

    private final MemoryEngine engine;
    private final SandboxId sandbox;
    final ExecSpec spec;
    private final Instant startedAt = Instant.now();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final CompletableFuture<ExecStatus.Exited> exited = new CompletableFuture<>();

    final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    final List<TerminalSize> sizes = new CopyOnWriteArrayList<>();
    final List<Reader> readers = new CopyOnWriteArrayList<>();
    final AtomicLong taken = new AtomicLong();

    MemoryExec(MemoryEngine engine, SandboxId sandbox, ExecSpec spec) {
        this.engine = engine;
        this.sandbox = sandbox;
        this.spec = spec;
    }

    synchronized void print(byte[] bytes) {
        log.writeBytes(bytes);
        notifyAll();
    }

    synchronized void exit(int code, Optional<Cause> cause) {
        exited.complete(new ExecStatus.Exited(startedAt, Instant.now(), code, cause, log.size()));
        notifyAll();
    }

    @Override
    public ExecId id() {
        return spec.id();
    }

    @Override
    public SandboxId sandbox() {
        return sandbox;
    }

    @Override
    public synchronized ExecStatus status() {
        return exited.isDone() ? exited.join() : new ExecStatus.Running(startedAt, log.size());
    }

    @Override
    public CompletionStage<ExecStatus.Exited> exited() {
        return exited.minimalCompletionStage();
    }

    @Override
    public ExecReader attach(long since) {
        var reader = new Reader(since);
        readers.add(reader);
        return reader;
    }

    @Override
    public synchronized void write(byte[] bytes) {
        typed.writeBytes(bytes);
    }

    synchronized String typed() {
        return typed.toString();
    }

    @Override
    public void resize(TerminalSize size) {
        sizes.add(size);
    }

    @Override
    public void kill(Cause cause) {
        exit(137, Optional.of(cause));
    }

    @Override
    public void forget() {
        exit(137, Optional.empty());
        engine.execs.remove(spec.id());
    }

    final class Reader implements ExecReader {

        private static final int CHUNK = 3 << 20;
        private long next;
        private boolean closed;
        private boolean stalled;

        Reader(long since) {
            next = since;
        }

        @Override
        public Item read() throws InterruptedException {
            synchronized (MemoryExec.this) {
                while (!closed && !stalled && next >= log.size() && !exited.isDone()) {
                    MemoryExec.this.wait();
                }
                if (closed) {
                    return new Item.Closed();
                }
                if (stalled) {
                    return new Item.Stalled();
                }
                if (next >= log.size()) {
                    return new Item.End(exited.join());
                }
                return bytes();
            }
        }

        private Item.Bytes bytes() {
            var bytes = log.toByteArray();
            int to = (int) Math.min(bytes.length, next + CHUNK);
            var item = new Item.Bytes(next, Arrays.copyOfRange(bytes, (int) next, to));
            next = to;
            taken.set(to);
            return item;
        }

        void stall() {
            synchronized (MemoryExec.this) {
                stalled = true;
                MemoryExec.this.notifyAll();
            }
        }

        boolean closed() {
            synchronized (MemoryExec.this) {
                return closed;
            }
        }

        @Override
        public void close() {
            synchronized (MemoryExec.this) {
                closed = true;
                MemoryExec.this.notifyAll();
            }
        }
    }
}

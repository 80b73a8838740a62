package dev.vivarium.sandbox.oci;

import dev.vivarium.posix.ChildProcess;
import dev.vivarium.posix.Descriptor;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.PidDescriptor;
import dev.vivarium.posix.Poll;
import dev.vivarium.posix.PosixException;
import dev.vivarium.posix.Terminals;
import dev.vivarium.sandbox.TerminalSize;
import dev.vivarium.sandbox.held.RawProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A process that {@code exec} of the runtime waits for, in a cgroup of its own, with a terminal or a pipe. */
final class OciProcess implements RawProcess {

    // After the end at most this much is read: another exec that holds the other side open could write for ever.
    private static final int STRAGGLERS = 1024 * 1024;
    private static final int ON_ITS_WAY_MILLIS = 20;
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private final ExecCgroup cgroup;
    private final ChildProcess runtime;
    private final Descriptor output;
    private final boolean terminal;
    private final Object guard = new Object();
    private boolean closed;
    private volatile boolean ended;
    private boolean hungUp;
    private int stragglers;
    private End end = new End(128 + PidDescriptor.SIGKILL, Optional.empty());

    /** @param output the terminal's master side or the read end of a pipe */
    OciProcess(ExecCgroup cgroup, ChildProcess runtime, Descriptor output, boolean terminal) throws PosixException {
        this.cgroup = cgroup;
        this.runtime = runtime;
        this.output = output;
        this.terminal = terminal;
        output.nonBlocking();
    }

    @Override
    public int read(ByteBuffer direct) throws IOException {
        while (!ended) {
            var over = new Poll.Entry(runtime.ended(), Poll.IN);
            if (hungUp) {
                Poll.await(Poll.FOREVER, over);
            } else {
                Poll.await(Poll.FOREVER, over, new Poll.Entry(output, Poll.IN));
            }
            if (over.ready()) {
                finish();
                break;
            }
            int read = readSome(direct);
            if (read > 0) {
                return read;
            }
        }
        int rest = stragglers < STRAGGLERS && more() ? readSome(direct) : 0;
        stragglers += rest;
        return rest > 0 ? rest : -1;
    }

    // The last output of a terminal is still on its way through the kernel when its process is gone.
    private boolean more() throws IOException {
        return !hungUp && Poll.await(terminal ? ON_ITS_WAY_MILLIS : 0, new Poll.Entry(output, Poll.IN));
    }

    // A terminal whose last user has closed it reports an I/O error instead of an end.
    private int readSome(ByteBuffer direct) throws IOException {
        try {
            int read = output.read(direct);
            hungUp = read == 0;
            return read;
        } catch (PosixException e) {
            if (e.errno() == Errno.EIO) {
                hungUp = true;
            } else if (e.errno() != Errno.EAGAIN) {
                throw e;
            }
            return 0;
        }
    }

    private void finish() throws IOException {
        int exitCode = runtime.await();
        ended = true;
        var cause = cgroup.end(exitCode);
        end = new End(exitCode, cause);
    }

    @Override
    public void write(ByteBuffer direct) throws IOException {
        while (terminal && direct.hasRemaining() && !ended) {
            var over = new Poll.Entry(runtime.ended(), Poll.IN);
            synchronized (guard) {
                if (closed) {
                    return;
                }
            }
            Poll.await(Poll.FOREVER, over, new Poll.Entry(output, Poll.OUT));
            if (over.ready()) {
                return;
            }
            try {
                output.write(direct);
            } catch (PosixException e) {
                if (e.errno() != Errno.EAGAIN) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        synchronized (guard) {
            if (terminal && !closed) {
                Terminals.resize(output, size.columns(), size.rows());
            }
        }
    }

    // The process may not have reached its cgroup yet, so it is looked for until the runtime says that it is gone.
    @Override
    public void kill() {
        Thread.ofPlatform().daemon().name("exec-kill").start(() -> {
            long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
            while (!ended && System.nanoTime() < deadline) {
                cgroup.kill();
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        });
    }

    @Override
    public End end() {
        return end;
    }

    @Override
    public void close() {
        synchronized (guard) {
            closed = true;
            output.close();
            runtime.close();
        }
    }
}

package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.EngineInfo;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxEvent;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.SandboxStatus;
import dev.vivarium.sandbox.Stack;
import dev.vivarium.sandbox.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sandboxes by an OCI runtime, without a daemon. It has to run as root. What blocks in the kernel runs on platform threads of
 * its own, so callers may be virtual threads.
 *
 * <p>Sandboxes end with the process that holds their terminals: one that finds some of its instance at start ends them, and
 * gives their execs back as {@link Cause#ENGINE_LOST} with the logs that they had.
 */
public final class OciEngine implements SandboxEngine {

    private static final int LIMITS_EVERY_MILLIS = 500;
    private static final int HOMES_EVERY_SECONDS = 60;

    private final ExecutorService platform = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("sandbox-", 0).factory());
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("sandbox-clock-", 0).factory());
    private final Sandboxes sandboxes;
    private final EngineInfo info;

    private OciEngine(Sandboxes sandboxes, EngineInfo info) {
        this.sandboxes = sandboxes;
        this.info = info;
        clock.scheduleWithFixedDelay(
                guarded(sandboxes::lookAtLimits), LIMITS_EVERY_MILLIS, LIMITS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(
                guarded(sandboxes::forgetHomes), HOMES_EVERY_SECONDS, HOMES_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Clears away what an earlier holder of this instance left, then tries the runtimes of this machine with a real sandbox and
     * takes the first that keeps the policy.
     */
    public static OciEngine open(OciConfig config) throws SandboxException {
        NamespaceLimits.makeRoom();
        try {
            var sandboxes = Sandboxes.open(config);
            try {
                return new OciEngine(sandboxes, new EngineInfo("oci", sandboxes.chooseRuntime(), weaknesses()));
            } catch (IOException | SandboxException | RuntimeException e) {
                sandboxes.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SandboxException(Reason.UNAVAILABLE, "the sandbox engine cannot start: " + e.getMessage(), e);
        }
    }

    private static List<String> weaknesses() {
        return List.of("The size of a workspace is not limited by this engine.");
    }

    @Override
    public EngineInfo info() {
        return info;
    }

    @Override
    public List<Stack> stacks() {
        return sandboxes.stacks();
    }

    @Override
    public void create(SandboxSpec spec) throws SandboxException {
        blocking(() -> {
            sandboxes.create(spec);
            return spec;
        });
    }

    @Override
    public List<SandboxStatus> list() {
        return sandboxes.list();
    }

    @Override
    public Usage usage(SandboxId id) throws SandboxException {
        return blocking(() -> sandboxes.usage(id));
    }

    @Override
    public List<Integer> ports(SandboxId id) throws SandboxException {
        return blocking(() -> ListeningPorts.of(sandboxes.require(id).init()));
    }

    @Override
    public Path portSocket(SandboxId id, int port) throws SandboxException {
        return blocking(() -> sandboxes.portSocket(id, port));
    }

    @Override
    public Exec exec(SandboxId id, ExecSpec spec) throws SandboxException {
        return blocking(() -> sandboxes.exec(id, spec));
    }

    @Override
    public Optional<Exec> find(ExecId id) {
        return sandboxes.execs().find(id).map(Exec.class::cast);
    }

    @Override
    public void stop(SandboxId id, Cause cause) throws SandboxException {
        blocking(() -> {
            sandboxes.stop(id, cause);
            return id;
        });
    }

    @Override
    public Subscription subscribe(Consumer<SandboxEvent> listener) {
        return sandboxes.events().subscribe(listener);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        platform.shutdown();
        sandboxes.close();
    }

    /** The executor would drop, without a word, what failed once. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                System.getLogger(OciEngine.class.getName()).log(System.Logger.Level.ERROR, "a look failed", e);
            }
        };
    }

    private <T> T blocking(Callable<T> body) throws SandboxException {
        try {
            return platform.submit(body).get();
        } catch (ExecutionException e) {
            var cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw cause instanceof SandboxException known
                    ? known
                    : new SandboxException(Reason.FAILED, "the engine failed: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException(Reason.FAILED, "interrupted", e);
        }
    }
}

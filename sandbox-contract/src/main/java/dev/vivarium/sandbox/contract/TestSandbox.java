package dev.vivarium.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.TerminalSize;
import dev.vivarium.sandbox.WorkspaceName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A sandbox with a workspace of its own for one test, stopped at its end. */
public final class TestSandbox implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SandboxEngine engine;
    private final SandboxId id;
    private final Path workspace;
    private final List<Exec> execs = new ArrayList<>();

    private TestSandbox(SandboxEngine engine, SandboxId id, Path workspace) {
        this.engine = engine;
        this.id = id;
        this.workspace = workspace;
    }

    static TestSandbox create(EngineUnderTest subject) throws SandboxException, IOException {
        return create(subject, Policy.DEFAULT);
    }

    static TestSandbox create(EngineUnderTest subject, Policy policy) throws SandboxException, IOException {
        var name = unique("box");
        var workspace = new WorkspaceName(name);
        var folder = subject.newWorkspace(workspace);
        var id = new SandboxId(name);
        subject.engine().create(new SandboxSpec(id, workspace, "static", policy, Map.of("owner", "a-test")));
        return new TestSandbox(subject.engine(), id, folder);
    }

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 12);
    }

    /** Everything an exec wrote, and how it ended. */
    record Result(byte[] bytes, ExecStatus.Exited status) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    SandboxId id() {
        return id;
    }

    Path workspace() {
        return workspace;
    }

    /** Runs a shell line on a pipe, to its end. */
    Result run(String script) throws Exception {
        return finish(start(script));
    }

    /** Runs a shell line in a terminal, to its end. */
    Result runInTerminal(String script) throws Exception {
        return finish(open(script));
    }

    /** What a shell line printed, without the last line end; it has to succeed. */
    String output(String script) throws Exception {
        var result = run(script);
        assertThat(result.status().exitCode()).as(result.text()).isZero();
        return result.text().strip();
    }

    Exec start(String script) throws SandboxException {
        return start(script, Optional.empty(), NetworkMode.NONE, Optional.empty());
    }

    Exec open(String script) throws SandboxException {
        return start(script, Optional.of(TerminalSize.DEFAULT), NetworkMode.NONE, Optional.empty());
    }

    Exec start(String script, Optional<TerminalSize> terminal, NetworkMode network, Optional<Duration> limit)
            throws SandboxException {
        return exec(List.of("sh", "-c", script), terminal, network, limit);
    }

    Exec exec(List<String> command, Optional<TerminalSize> terminal, NetworkMode network, Optional<Duration> limit)
            throws SandboxException {
        var spec = new ExecSpec(new ExecId(unique("exec")), command, Map.of(), terminal, network, limit);
        var exec = engine.exec(id, spec);
        execs.add(exec);
        return exec;
    }

    static Result finish(Exec exec) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var reader = exec.attach(0)) {
            copy(reader, bytes);
        }
        return new Result(bytes.toByteArray(), end(exec));
    }

    private static void copy(ExecReader reader, ByteArrayOutputStream to) throws InterruptedException {
        while (true) {
            switch (reader.read()) {
                case Item.Bytes bytes -> to.writeBytes(bytes.bytes());
                case Item.Gap ignored -> {}
                case Item.End end -> {
                    return;
                }
                case Item.Stalled ignored -> throw new AssertionError("stalled");
                case Item.Closed ignored -> throw new AssertionError("closed");
            }
        }
    }

    static ExecStatus.Exited end(Exec exec) throws Exception {
        return exec.exited().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Reads until the output contains {@code wanted}; all that was read. */
    static String readUntil(ExecReader reader, String wanted) throws InterruptedException {
        var text = new StringBuilder();
        while (text.indexOf(wanted) < 0) {
            if (!(reader.read() instanceof Item.Bytes bytes)) {
                throw new AssertionError("ended before \"" + wanted + "\": " + text);
            }
            text.append(new String(bytes.bytes(), StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    void stop() throws SandboxException {
        engine.stop(id, Cause.STOPPED_BY_USER);
    }

    @Override
    public void close() throws SandboxException {
        engine.stop(id, Cause.STOPPED_BY_OPERATOR);
        for (var exec : execs) {
            exec.forget();
        }
    }
}

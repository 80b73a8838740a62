package dev.vivarium.sandbox.contract.fake;

import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.TerminalSize;
import dev.vivarium.sandbox.held.RawProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** A process of this machine, on pipes even where a terminal was asked for. */
final class HostProcess implements RawProcess {

    private final Process process;
    private final boolean terminal;
    private final byte[] buffer = new byte[8192];

    private HostProcess(Process process, boolean terminal) {
        this.process = process;
        this.terminal = terminal;
    }

    static HostProcess start(ExecSpec spec, Path workspace) throws IOException {
        var builder =
                new ProcessBuilder(spec.command()).directory(workspace.toFile()).redirectErrorStream(true);
        builder.environment().putAll(spec.environment());
        var process = builder.start();
        if (spec.terminal().isEmpty()) {
            process.getOutputStream().close();
        }
        return new HostProcess(process, spec.terminal().isPresent());
    }

    @Override
    public int read(ByteBuffer direct) throws IOException {
        int read = process.getInputStream().read(buffer, 0, Math.min(buffer.length, direct.remaining()));
        if (read > 0) {
            direct.put(buffer, 0, read);
        }
        return read;
    }

    @Override
    public void write(ByteBuffer direct) throws IOException {
        if (terminal) {
            var bytes = new byte[direct.remaining()];
            direct.get(bytes);
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
        }
    }

    @Override
    public void resize(TerminalSize size) {
        // Pipes have no size.
    }

    @Override
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public End end() {
        try {
            return new End(process.waitFor(), Optional.empty());
        } catch (InterruptedException e) {
            return new End(137, Optional.empty());
        }
    }

    @Override
    public void close() {
        kill();
    }
}

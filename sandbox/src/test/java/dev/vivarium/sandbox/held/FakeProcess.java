package dev.vivarium.sandbox.held;

import dev.vivarium.sandbox.TerminalSize;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A process whose output is what a test says, and which ends when it is told or killed. */
final class FakeProcess implements RawProcess {

    private static final byte[] NOTHING = new byte[0];

    private final BlockingQueue<byte[]> output = new LinkedBlockingQueue<>();
    final BlockingQueue<String> input = new LinkedBlockingQueue<>();
    private volatile int exitCode;

    void says(String text) {
        output.add(text.getBytes());
    }

    void exits(int code) {
        exitCode = code;
        output.add(NOTHING);
    }

    @Override
    public int read(ByteBuffer direct) {
        try {
            var next = output.take();
            direct.put(next);
            return next.length == 0 ? -1 : next.length;
        } catch (InterruptedException e) {
            return -1;
        }
    }

    @Override
    public void write(ByteBuffer direct) {
        var bytes = new byte[direct.remaining()];
        direct.get(bytes);
        input.add(new String(bytes));
    }

    @Override
    public void resize(TerminalSize size) {}

    @Override
    public void kill() {
        exits(137);
    }

    @Override
    public End end() {
        return new End(exitCode, Optional.empty());
    }

    @Override
    public void close() {}
}

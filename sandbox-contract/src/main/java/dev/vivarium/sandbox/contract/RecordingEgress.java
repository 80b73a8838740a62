package dev.vivarium.sandbox.contract;

import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.SandboxId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An egress that answers every connection with the mode that holds for it, and reaches nothing. */
public final class RecordingEgress implements Egress {

    private final List<SandboxId> open = new CopyOnWriteArrayList<>();

    /** Sandboxes whose gate was opened and not closed. */
    public List<SandboxId> open() {
        return List.copyOf(open);
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("HTTP_PROXY", "http://127.0.0.1:" + PORT);
    }

    @Override
    public Gate open(SandboxId id, ServerSocketChannel listener, NetworkMode mode) {
        open.add(id);
        var modes = new CopyOnWriteArrayList<>(List.of(mode));
        Thread.ofVirtual().start(() -> answer(listener, modes));
        return new Gate() {
            @Override
            public Grant grant(NetworkMode granted, Consumer<String> decisions) {
                modes.add(granted);
                decisions.accept("egress: granted " + granted);
                return () -> modes.remove(granted);
            }

            @Override
            public void close() {
                open.remove(id);
                try {
                    listener.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static void answer(ServerSocketChannel listener, List<NetworkMode> modes) {
        while (listener.isOpen()) {
            try (var connection = listener.accept()) {
                connection.write(ByteBuffer.wrap(modes.getLast().name().getBytes(StandardCharsets.UTF_8)));
            } catch (IOException closed) {
                continue;
            }
        }
    }
}

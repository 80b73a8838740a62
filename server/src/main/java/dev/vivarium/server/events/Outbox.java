package dev.vivarium.server.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vivarium.server.stream.CloseCode;
import dev.vivarium.server.stream.Frames;
import dev.vivarium.server.stream.Sockets;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Frames on their way to one client, in order. Who does not take them in time is closed, and reads everything anew when back. */
final class Outbox {

    private static final int CAPACITY = 1024;
    private static final long STALL_SECONDS = 10;

    private final ServerWebSocket socket;
    private final Frames frames;
    private final ArrayBlockingQueue<JsonNode> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final JsonNode end;
    private volatile boolean closed;

    Outbox(ServerWebSocket socket, Frames frames) {
        this.socket = socket;
        this.frames = frames;
        this.end = frames.frame("end");
    }

    /** Never blocks. */
    void send(JsonNode frame) {
        if (!closed && !queue.offer(frame)) {
            closed = true;
            Sockets.close(socket, CloseCode.STALLED, "stalled");
        }
    }

    void close() {
        closed = true;
        queue.clear();
        queue.offer(end);
    }

    /** Sends {@code first}, then what comes, until closed. */
    void run(JsonNode first) throws InterruptedException {
        var frame = first;
        while (frame != end && !socket.isClosed()) {
            try {
                socket.writeTextMessage(frames.text(frame))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(STALL_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException stalled) {
                Sockets.close(socket, CloseCode.STALLED, "stalled");
                return;
            } catch (ExecutionException connectionGone) {
                return;
            }
            frame = queue.take();
        }
    }
}

package dev.vivarium.server.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecReader;
import dev.vivarium.sandbox.ExecReader.Item;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a log to one socket. Few frames are under way at a time, so a slow client slows the reader and through it the process;
 * one that takes nothing for ten seconds is closed. Run by one virtual thread.
 */
public final class LogStream {

    private static final int FRAMES_UNDER_WAY = 8;
    private static final long STALL_SECONDS = 10;
    private static final long UNACKNOWLEDGED_MAX = 1024 * 1024;

    private final ServerWebSocket socket;
    private final Frames frames;
    private final Semaphore permits = new Semaphore(FRAMES_UNDER_WAY);
    private final Acknowledged acknowledged = new Acknowledged();
    private volatile @Nullable ExecReader reader;

    public LogStream(ServerWebSocket socket, Frames frames) {
        this.socket = socket;
        this.frames = frames;
    }

    /** The client has consumed all bytes before {@code offset}. */
    public void acknowledge(long offset) {
        acknowledged.advance(offset);
    }

    /** The socket is closed: nothing is read any more. */
    public void cancel() {
        var open = reader;
        if (open != null) {
            open.close();
        }
        acknowledged.cancel();
    }

    public void send(ObjectNode frame) {
        socket.writeTextMessage(frames.text(frame));
    }

    public void notice(String level, String code, String message) {
        send(frames.frame("notice").put("level", level).put("code", code).put("message", message));
    }

    /** Sends everything until the log's end, then closes the socket. Owns {@code source}. */
    public void pump(ExecReader source) throws InterruptedException {
        reader = source;
        try (source) {
            while (!socket.isClosed()) {
                switch (source.read()) {
                    case Item.Bytes bytes -> {
                        if (!sendBytes(bytes)) {
                            Sockets.close(socket, CloseCode.STALLED, "stalled");
                            return;
                        }
                    }
                    case Item.Gap(long from, long to) ->
                        send(frames.frame("gap").put("from", from).put("to", to));
                    case Item.End(var status) -> {
                        exit(status.exitCode(), status.cause().orElse(null));
                        return;
                    }
                    case Item.Stalled ignored -> {
                        Sockets.close(socket, CloseCode.STALLED, "stalled");
                        return;
                    }
                    case Item.Closed ignored -> {
                        Sockets.close(socket, CloseCode.FAILED, "engine-unavailable");
                        return;
                    }
                }
            }
        }
    }

    public void exit(int exitCode, @Nullable Cause cause) {
        send(frames.frame("exit").put("exitCode", exitCode).put("cause", cause == null ? null : cause.code()));
        Sockets.close(socket, CloseCode.ENDED, "ended");
    }

    private boolean sendBytes(Item.Bytes bytes) throws InterruptedException {
        long end = bytes.offset() + bytes.bytes().length;
        if (!acknowledged.awaitAtLeast(end - UNACKNOWLEDGED_MAX, STALL_SECONDS)
                || !permits.tryAcquire(STALL_SECONDS, TimeUnit.SECONDS)) {
            return false;
        }
        socket.writeBinaryMessage(Buffer.buffer(bytes.bytes())).onComplete(done -> permits.release());
        return true;
    }
}

package dev.vivarium.server.preview;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;

/** Moves the body of an answer as it comes, at the pace of the browser. On one event loop. */
final class BodyPump {

    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final Runnable passed;
    private long left;

    /** @param passed called for each piece */
    BodyPump(HttpClientResponse from, HttpServerResponse to, Runnable passed) {
        this.from = from;
        this.to = to;
        this.passed = passed;
        this.left = contentLength(from);
    }

    void start() {
        if (left < 0) {
            to.setChunked(true);
        }
        from.handler(this::pass);
        from.endHandler(ignored -> end());
        from.exceptionHandler(failure -> to.reset());
    }

    private void pass(Buffer piece) {
        passed.run();
        left -= piece.length();
        if (left == 0) {
            // With the last piece known as such, head and body of a small answer leave in one write.
            to.end(piece);
            return;
        }
        to.write(piece);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(ignored -> from.resume());
        }
    }

    private void end() {
        if (to.ended()) {
            return;
        }
        var trailers = from.trailers();
        if (!trailers.isEmpty()) {
            to.trailers().setAll(trailers);
        }
        to.end();
    }

    /** -1 when its end shows in the framing alone. */
    private static long contentLength(HttpClientResponse response) {
        var length = response.getHeader("Content-Length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException unreadable) {
            return -1;
        }
    }
}

package dev.vivarium.server.workspace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** What a search finds, one JSON object per line, sent on while the search goes on; closed when the client is gone. */
final class SearchLines implements SearchSink, AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();
    private static final long FLUSH_INTERVAL = Duration.ofMillis(50).toNanos();

    private final JsonGenerator json;
    private final HttpServerResponse response;
    private long flushed = System.nanoTime() - FLUSH_INTERVAL;
    private boolean pending;

    SearchLines(OutputStream out, HttpServerResponse response) throws IOException {
        this.json = JSON.createGenerator(out).setRootValueSeparator(null);
        this.response = response;
    }

    @Override
    public void accept(SearchMatch match) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", match.path().value());
        json.writeNumberField("line", match.line());
        json.writeNumberField("column", match.column());
        json.writeStringField("text", match.text());
        json.writeEndObject();
        json.writeRaw('\n');
        pending = true;
    }

    @Override
    public void truncated() throws IOException {
        json.writeStartObject();
        json.writeBooleanField("truncated", true);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public boolean isOpen() throws IOException {
        if (pending && System.nanoTime() - flushed > FLUSH_INTERVAL) {
            json.flush();
            flushed = System.nanoTime();
            pending = false;
        }
        return !response.closed();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}

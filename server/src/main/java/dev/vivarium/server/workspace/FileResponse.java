package dev.vivarium.server.workspace;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * Sends a file. What a workspace holds is hostile and comes from the IDE's own origin: it is never anything but bytes to save,
 * and where a browser shows it all the same, it is in a sandbox without scripts.
 */
final class FileResponse {

    private FileResponse() {}

    /** Closes the content, now or when it is sent. */
    static Response of(FileContent content, HttpServerRequest request, boolean withBody) throws IOException {
        // In place of the headers that the IDE's own pages have.
        request.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        var etag = content.etag();
        var unless = EtagCondition.parse(request.getHeader(HttpHeaders.IF_NONE_MATCH));
        if (unless.isPresent() && unless.get().holds(Optional.of(etag))) {
            content.close();
            return safe(Response.notModified(), etag).build();
        }
        var range = withBody ? range(content, request) : Optional.<ByteRange>empty();
        if (range.isPresent()) {
            return part(content, range.get());
        }
        var response = safe(Response.ok(), etag).header(HttpHeaders.CONTENT_LENGTH, content.size());
        if (!withBody) {
            content.close();
            return response.build();
        }
        return response.entity((StreamingOutput) out -> {
                    try (content) {
                        content.writeTo(out);
                    }
                })
                .build();
    }

    private static Optional<ByteRange> range(FileContent content, HttpServerRequest request) {
        var ifRange = EtagCondition.parse(request.getHeader("If-Range"));
        boolean fresh = ifRange.isEmpty() || ifRange.get().holds(Optional.of(content.etag()));
        return fresh ? ByteRange.parse(request.getHeader("Range"), content.size()) : Optional.empty();
    }

    private static Response part(FileContent content, ByteRange range) throws IOException {
        if (!range.isSatisfiable()) {
            content.close();
            return safe(Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE), content.etag())
                    .header("Content-Range", "bytes */" + content.size())
                    .build();
        }
        return safe(Response.status(Response.Status.PARTIAL_CONTENT), content.etag())
                .header("Content-Range", "bytes " + range.from() + "-" + (range.to() - 1) + "/" + content.size())
                .header(HttpHeaders.CONTENT_LENGTH, range.to() - range.from())
                .entity((StreamingOutput) out -> {
                    try (content) {
                        content.writeTo(out, range.from(), range.to());
                    }
                })
                .build();
    }

    private static Response.ResponseBuilder safe(Response.ResponseBuilder response, Etag etag) {
        return response.header(HttpHeaders.ETAG, etag.value())
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .type(MediaType.APPLICATION_OCTET_STREAM_TYPE);
    }
}

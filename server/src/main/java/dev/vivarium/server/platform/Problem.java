package dev.vivarium.server.platform;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/** A problem document (RFC 9457) with a stable {@code code}. */
@JsonPropertyOrder({"type", "title", "status", "code", "detail"})
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @JsonAnyGetter Map<String, Object> details) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(PlatformException exception) {
        return of(exception.code(), exception.safeMessage(), exception.details());
    }

    public static Problem of(ErrorCode code, String detail) {
        return of(code, detail, Map.of());
    }

    private static Problem of(ErrorCode code, String detail, Map<String, Object> details) {
        var title = HttpResponseStatus.valueOf(code.status()).reasonPhrase();
        return new Problem("about:blank", title, code.status(), code.code(), detail, details);
    }
}

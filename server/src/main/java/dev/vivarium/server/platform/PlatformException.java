package dev.vivarium.server.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal whose message the caller may read: what happened and what to do. One mapper turns it into a {@link Problem}. */
public final class PlatformException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> details;

    public PlatformException(ErrorCode code, String message) {
        this(code, message, Map.of(), null);
    }

    public PlatformException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, Map.of(), cause);
    }

    /** @param details extension members of the problem document (RFC 9457, 3.2) */
    public PlatformException(ErrorCode code, String message, Map<String, Object> details, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public ErrorCode code() {
        return code;
    }

    public String safeMessage() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> details() {
        return details;
    }
}

package dev.vivarium.server.platform;

/** Every refusal that the platform knows, with its HTTP status (RFC 9110); {@link #code()} is the stable word of the API. */
public enum ErrorCode {
    MALFORMED_REQUEST(400),
    INVALID_PATH(400),
    INVALID_JSON(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    FOREIGN_ORIGIN(403),
    UNKNOWN_HOST(421),
    NOT_FOUND(404),
    PROJECT_NOT_FOUND(404),
    FILE_NOT_FOUND(404),
    RUN_NOT_FOUND(404),
    TERMINAL_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    UNSUPPORTED_MEDIA_TYPE(415),
    NAME_TAKEN(409),
    FILE_EXISTS(409),
    NOT_A_FILE(409),
    NOT_A_DIRECTORY(409),
    ROOT_IS_FIXED(409),
    PROJECT_BUSY(409),
    STALE(412),
    TOO_LARGE(413),
    URI_TOO_LONG(414),
    HEADERS_TOO_LARGE(431),
    INVALID(422),
    UNKNOWN_TEMPLATE(422),
    UNKNOWN_ACTION(422),
    UNREADABLE(422),
    TOO_MANY(429),
    INTERNAL(500),
    PREVIEW_NEEDS_NAME(501),
    PREVIEW_CRASHED(502),
    PREVIEW_STARTING(503),
    PREVIEW_NOT_LISTENING(503),
    PREVIEW_BUSY(503),
    SANDBOX_FAILED(503),
    ENGINE_UNAVAILABLE(503),
    DATABASE_UNAVAILABLE(503),
    DISK_FULL(507);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Kebab case, e.g. {@code file-not-found}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}

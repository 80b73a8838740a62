package dev.vivarium.server.workspace;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold of a file before it is changed (RFC 9110, 13.1). */
public record Precondition(Optional<EtagCondition> ifMatch, Optional<EtagCondition> ifNoneMatch) {

    public static final Precondition NONE = new Precondition(Optional.empty(), Optional.empty());

    /** By the values of the headers {@code If-Match} and {@code If-None-Match}. */
    public static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new Precondition(EtagCondition.parse(ifMatch), EtagCondition.parse(ifNoneMatch));
    }

    public static Precondition ifMatch(Etag etag) {
        return of(etag.value(), null);
    }

    boolean isEmpty() {
        return ifMatch.isEmpty() && ifNoneMatch.isEmpty();
    }

    /** @param current of the file as it is; empty when there is none */
    void check(WorkspacePath path, Optional<Etag> current) {
        if (ifMatch.isPresent() && !ifMatch.get().holds(current)) {
            throw stale(
                    path,
                    current,
                    current.isPresent()
                            ? "The file was changed meanwhile. Read it again, then repeat the change."
                            : "The file is not there any more.");
        }
        if (ifNoneMatch.isPresent() && ifNoneMatch.get().holds(current)) {
            throw stale(path, current, "The file is there already.");
        }
    }

    private static PlatformException stale(WorkspacePath path, Optional<Etag> current, String message) {
        Map<String, Object> details = current.isPresent()
                ? Map.of("path", path.value(), "etag", current.get().value())
                : Map.of("path", path.value());
        return new PlatformException(ErrorCode.STALE, message, details, null);
    }
}

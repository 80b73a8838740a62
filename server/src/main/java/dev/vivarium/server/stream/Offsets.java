package dev.vivarium.server.stream;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/** The {@code since} of a socket's address. */
public final class Offsets {

    private Offsets() {}

    public static long parse(@Nullable String since) {
        if (since == null || since.isEmpty()) {
            return 0;
        }
        try {
            long offset = Long.parseLong(since);
            if (offset >= 0) {
                return offset;
            }
        } catch (NumberFormatException refusedBelow) {
            // Told below.
        }
        throw new PlatformException(ErrorCode.INVALID, "\"since\" is an offset in bytes, 0 or more.");
    }
}

package dev.vivarium.server.platform;

import org.jspecify.annotations.Nullable;

/** A reason not to start that the operator can mend; its message is all that is shown. */
public final class StartupFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

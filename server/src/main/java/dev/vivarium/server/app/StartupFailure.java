package dev.vivarium.server.app;

import org.jspecify.annotations.Nullable;

/** A reason not to start that the operator can mend; its message is all that is shown. */
final class StartupFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartupFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

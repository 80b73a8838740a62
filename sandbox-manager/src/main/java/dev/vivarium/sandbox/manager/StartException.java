package dev.vivarium.sandbox.manager;

/** The manager cannot start here. The message is the one line that the operator reads: what is wrong and what to do. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}

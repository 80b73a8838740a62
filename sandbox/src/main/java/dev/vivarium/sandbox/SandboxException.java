package dev.vivarium.sandbox;

/** An engine could not do what it was asked. The message is fit for a user. */
public final class SandboxException extends Exception {

    /** What kind of refusal it is. */
    public enum Reason {
        /** No such sandbox or exec. */
        NOT_FOUND,
        /** It exists already. */
        EXISTS,
        /** The spec asks for what the engine does not offer. */
        REFUSED,
        /** The engine or its side of the connection is away. */
        UNAVAILABLE,
        /** It was tried and failed. */
        FAILED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public SandboxException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public SandboxException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

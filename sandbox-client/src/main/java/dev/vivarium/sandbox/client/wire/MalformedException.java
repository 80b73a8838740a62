package dev.vivarium.sandbox.client.wire;

import java.io.IOException;

/** The peer sent what is not of this protocol. Nothing after it can be understood. */
public final class MalformedException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }

    MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}

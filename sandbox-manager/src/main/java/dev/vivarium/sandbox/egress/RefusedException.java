package dev.vivarium.sandbox.egress;

import java.io.IOException;

/** What was decided by name turned out at the address not to be allowed. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    RefusedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}

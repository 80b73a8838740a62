package dev.vivarium.sandbox.egress;

import java.io.IOException;

/** The sandbox's program sent what is no request to a proxy. */
final class MalformedHeadException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String status;
    private final String advice;

    /** @param advice what to tell the program, one sentence */
    MalformedHeadException(String status, String advice) {
        super(advice);
        this.status = status;
        this.advice = advice;
    }

    String status() {
        return status;
    }

    String advice() {
        return advice;
    }
}

package dev.vivarium.sandbox;

import java.util.Arrays;
import java.util.Optional;

/** Why something ended that did not end by itself. {@link #code()} is the word of the public API. */
public enum Cause {
    OUT_OF_MEMORY("out-of-memory"),
    TOO_MANY_PROCESSES("too-many-processes"),
    DISK_FULL("disk-full"),
    IDLE("idle"),
    TIME_LIMIT("time-limit"),
    STOPPED_BY_USER("stopped-by-user"),
    STOPPED_BY_OPERATOR("stopped-by-operator"),
    REPLACED("replaced"),
    ENGINE_LOST("engine-lost");

    private final String code;

    Cause(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Cause> ofCode(String code) {
        return Arrays.stream(values()).filter(cause -> cause.code.equals(code)).findFirst();
    }
}

package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Policy;

/** Why something ended, as one plain sentence. */
public final class Causes {

    private static final long MIB = 1024L * 1024;

    private Causes() {}

    static String sentence(Cause cause, Policy policy) {
        return switch (cause) {
            case OUT_OF_MEMORY ->
                "A process was ended: the sandbox's " + policy.memoryBytes() / MIB + " MiB of memory were used up.";
            case TOO_MANY_PROCESSES -> "The sandbox has reached its limit of " + policy.maxProcesses() + " processes.";
            case DISK_FULL -> "The workspace has reached its limit of " + policy.diskBytes() / MIB + " MiB.";
            case IDLE, TIME_LIMIT, STOPPED_BY_USER, STOPPED_BY_OPERATOR, REPLACED, ENGINE_LOST -> sentence(cause);
        };
    }

    /** For causes that end a whole sandbox. */
    public static String sentence(Cause cause) {
        return switch (cause) {
            case OUT_OF_MEMORY -> "The sandbox ran out of memory.";
            case TOO_MANY_PROCESSES -> "The sandbox had too many processes.";
            case DISK_FULL -> "The workspace is full.";
            case IDLE -> "The sandbox was stopped because nothing happened for a while.";
            case TIME_LIMIT -> "The time limit was reached.";
            case STOPPED_BY_USER -> "The sandbox was stopped.";
            case STOPPED_BY_OPERATOR -> "An operator stopped the sandbox.";
            case REPLACED -> "The sandbox was stopped because another project was started.";
            case ENGINE_LOST -> "The sandbox was lost: its engine ended.";
        };
    }
}

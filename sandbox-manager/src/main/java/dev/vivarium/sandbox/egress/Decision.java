package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.NetworkMode;

/** Whether a sandbox may reach a target, and why. */
sealed interface Decision {

    /**
     * @param needs the least mode that allows it: it lasts as long as the gate is open that far
     * @param checked whether only public addresses will do
     */
    record Allowed(NetworkMode needs, boolean checked, String reason) implements Decision {}

    /** @param advice what to tell the program that asked, one sentence */
    record Refused(String reason, String advice) implements Decision {}
}

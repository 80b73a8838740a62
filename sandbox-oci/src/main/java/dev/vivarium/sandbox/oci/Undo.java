package dev.vivarium.sandbox.oci;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be undone, last first, when the rest of something fails. */
final class Undo {

    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private final Deque<Step> steps = new ArrayDeque<>();

    void add(Step step) {
        steps.push(step);
    }

    /** Every step is tried; one that fails does not keep the others from it. */
    void run() {
        for (var step : steps) {
            try {
                step.run();
            } catch (Exception e) {
                System.getLogger(Undo.class.getName()).log(System.Logger.Level.ERROR, "something is left behind", e);
            }
        }
    }
}

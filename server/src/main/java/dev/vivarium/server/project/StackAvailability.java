package dev.vivarium.server.project;

import java.util.Map;

/** Which stacks cannot be used here; {@code sandbox} implements it. */
public interface StackAvailability {

    /** Stack to reason; what is not named is available. */
    Map<String, String> unavailable();
}

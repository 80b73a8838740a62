package dev.vivarium.sandbox;

import java.util.Map;
import java.util.Optional;

/**
 * A toolchain that sandboxes of this engine can offer.
 *
 * @param versions tool to version, as the tool prints it
 * @param unavailable why it cannot be used here and what to do, one sentence; empty when it can
 */
public record Stack(String id, String title, Map<String, String> versions, Optional<String> unavailable) {

    public Stack {
        versions = Map.copyOf(versions);
    }
}

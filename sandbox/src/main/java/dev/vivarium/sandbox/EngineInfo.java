package dev.vivarium.sandbox;

import java.util.List;

/**
 * What an engine is, and what it cannot promise on this machine.
 *
 * @param name {@code oci}, {@code docker}, …
 * @param runtime the program behind it with its version, e.g. {@code crun 1.8.1}
 * @param weaknesses one plain sentence for each promise of the policy that does not hold here
 */
public record EngineInfo(String name, String runtime, List<String> weaknesses) {

    public EngineInfo {
        weaknesses = List.copyOf(weaknesses);
    }
}

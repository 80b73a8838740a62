package dev.vivarium.sandbox;

import java.util.Map;

/**
 * A sandbox to be created. It names no path, device, capability or run time: those are the engine's.
 *
 * @param stack name of one of {@link SandboxEngine#stacks()}
 * @param labels kept with the sandbox and given back by {@link SandboxEngine#list()}, so that an owner can be found again
 */
public record SandboxSpec(
        SandboxId id, WorkspaceName workspace, String stack, Policy policy, Map<String, String> labels) {

    public SandboxSpec {
        labels = Map.copyOf(labels);
    }
}

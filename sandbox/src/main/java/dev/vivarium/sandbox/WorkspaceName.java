package dev.vivarium.sandbox;

/**
 * Names the workspace that a sandbox is to see at {@code /workspace}: a DNS label. Where it lies on disk is the engine's
 * knowledge, so a caller cannot ask for another folder of the host.
 */
public record WorkspaceName(String value) {

    public WorkspaceName {
        Labels.check("workspace name", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

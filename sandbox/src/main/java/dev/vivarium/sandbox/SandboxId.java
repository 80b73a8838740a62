package dev.vivarium.sandbox;

/** Names one sandbox: a DNS label (RFC 1123) that starts with a letter, at most 40 characters; unique in an instance. */
public record SandboxId(String value) {

    public SandboxId {
        Labels.check("sandbox id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

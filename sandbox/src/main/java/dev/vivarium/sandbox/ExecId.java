package dev.vivarium.sandbox;

/** Names one process started in a sandbox, and its log: a DNS label, at most 40 characters; unique in an instance. */
public record ExecId(String value) {

    public ExecId {
        Labels.check("exec id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

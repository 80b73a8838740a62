package dev.vivarium.sandbox.client.wire;

import java.util.List;

/** What a self-test of this machine found, in the order in which it looked. */
public record Report(List<Check> checks) {

    public Report {
        checks = List.copyOf(checks);
    }

    public boolean ok() {
        return checks.stream().allMatch(Check::ok);
    }

    /**
     * @param detail what was found
     * @param fix what to do about it, one sentence; empty when it is well
     */
    public record Check(String name, boolean ok, String detail, String fix) {

        public static Check passed(String name, String detail) {
            return new Check(name, true, detail, "");
        }

        public static Check failed(String name, String detail, String fix) {
            return new Check(name, false, detail, fix);
        }
    }
}

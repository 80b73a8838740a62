package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.SandboxSpec;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The most that the operator lets any sandbox have. A spec that asks for more is refused, not cut down. */
record Ceiling(Policy max) {

    void check(SandboxSpec spec) throws SandboxException {
        var asked = spec.policy();
        within("CPUs", asked.cpus(), max.cpus());
        within("memory bytes", asked.memoryBytes(), max.memoryBytes());
        within("processes", asked.maxProcesses(), max.maxProcesses());
        within("disk bytes", asked.diskBytes(), max.diskBytes());
        within(asked.network());
        plain(spec.labels(), "label");
    }

    void check(ExecSpec spec) throws SandboxException {
        within(spec.network());
        plain(spec.environment(), "environment variable");
        for (var word : spec.command()) {
            require(word.indexOf('\0') < 0, "A command contains a NUL character.");
        }
        require(spec.limit().map(Duration::isPositive).orElse(true), "A time limit must be above 0.");
    }

    private void within(NetworkMode asked) throws SandboxException {
        require(
                asked.compareTo(max.network()) <= 0,
                "Network mode %s is not allowed here; the operator allows up to %s."
                        .formatted(name(asked), name(max.network())));
    }

    private static void within(String what, Number asked, Number max) throws SandboxException {
        require(
                asked.doubleValue() <= max.doubleValue(),
                "A sandbox may have at most %s %s here, not %s.".formatted(max, what, asked));
    }

    private static void plain(Map<String, String> entries, String what) throws SandboxException {
        for (var entry : entries.entrySet()) {
            var name = entry.getKey();
            require(
                    !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0,
                    "Not the name of a " + what + ".");
            require(entry.getValue().indexOf('\0') < 0, "The value of a " + what + " contains a NUL character.");
        }
    }

    private static String name(NetworkMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean holds, String message) throws SandboxException {
        if (!holds) {
            throw new SandboxException(Reason.REFUSED, message);
        }
    }
}

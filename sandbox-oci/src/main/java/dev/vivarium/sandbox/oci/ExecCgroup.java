package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Cause;
import java.io.IOException;
import java.util.Optional;

/** The cgroup of one exec: what belongs to it, and what the kernel did to it. */
final class ExecCgroup {

    private final Cgroups cgroups;
    private final LimitWatch limits;
    private final String sandbox;
    private final String exec;
    private final Cgroups.Counters before;

    ExecCgroup(Cgroups cgroups, LimitWatch limits, String sandbox, String exec) throws IOException {
        this.cgroups = cgroups;
        this.limits = limits;
        this.sandbox = sandbox;
        this.exec = exec;
        cgroups.create(sandbox, exec);
        this.before = cgroups.counters(sandbox, exec);
        limits.add(exec);
    }

    void kill() {
        cgroups.killExec(sandbox, exec);
    }

    void remove() throws IOException {
        limits.remove(exec);
        cgroups.removeExec(sandbox, exec);
    }

    /** Ends what is left, and says whether the kernel is why it failed. */
    Optional<Cause> end(int exitCode) throws IOException {
        var after = cgroups.counters(sandbox, exec);
        remove();
        if (exitCode == 0) {
            return Optional.empty();
        }
        // Numbers of the whole sandbox tell of this exec only if it was killed the way the kernel kills.
        if (after.outOfMemory() > before.outOfMemory() && (after.exact() || exitCode == 128 + 9)) {
            return Optional.of(Cause.OUT_OF_MEMORY);
        }
        return after.forksRefused() > before.forksRefused() ? Optional.of(Cause.TOO_MANY_PROCESSES) : Optional.empty();
    }
}

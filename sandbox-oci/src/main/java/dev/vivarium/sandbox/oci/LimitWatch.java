package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Cause;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Notices that the kernel refused or killed something in a sandbox, by counters that only grow. */
final class LimitWatch {

    private final Cgroups cgroups;
    private final String sandbox;
    private final Consumer<Cause> listener;
    private final Map<String, Cgroups.Counters> seen = new HashMap<>();

    LimitWatch(Cgroups cgroups, String sandbox, Consumer<Cause> listener) {
        this.cgroups = cgroups;
        this.sandbox = sandbox;
        this.listener = listener;
        add("");
    }

    synchronized void add(String exec) {
        seen.put(exec, cgroups.counters(sandbox, exec));
    }

    /** Looks a last time. */
    synchronized void remove(String exec) {
        look(exec);
        seen.remove(exec);
    }

    synchronized void look() {
        seen.keySet().stream().toList().forEach(this::look);
    }

    private void look(String exec) {
        var before = seen.getOrDefault(exec, Cgroups.Counters.NONE);
        var now = cgroups.counters(sandbox, exec);
        if (!now.exact() || now.equals(before)) {
            return;
        }
        seen.put(exec, now);
        if (now.outOfMemory() > before.outOfMemory()) {
            listener.accept(Cause.OUT_OF_MEMORY);
        }
        if (now.forksRefused() > before.forksRefused()) {
            listener.accept(Cause.TOO_MANY_PROCESSES);
        }
    }
}

package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.NetworkMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A gate opened for a while, and who is told of what passed. The same decision is told once, and counted. */
final class ProxyGrant implements Egress.Grant {

    private static final System.Logger LOG = System.getLogger(ProxyGrant.class.getName());

    /** A program that tries every host there is must not fill the log. */
    private static final int LINES = 200;

    private final NetworkMode mode;
    private final Consumer<String> decisions;
    private final Consumer<ProxyGrant> withdraw;

    // Guarded by itself.
    private final Map<String, Integer> told = new LinkedHashMap<>();

    ProxyGrant(NetworkMode mode, Consumer<String> decisions, Consumer<ProxyGrant> withdraw) {
        this.mode = mode;
        this.decisions = decisions;
        this.withdraw = withdraw;
    }

    NetworkMode mode() {
        return mode;
    }

    void tell(String line) {
        synchronized (told) {
            if (told.size() >= LINES && !told.containsKey(line) || told.merge(line, 1, Integer::sum) > 1) {
                return;
            }
        }
        say(line);
    }

    private void say(String line) {
        try {
            decisions.accept(line);
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "A decision could not be told", fault);
        }
    }

    @Override
    public void close() {
        withdraw.accept(this);
    }
}

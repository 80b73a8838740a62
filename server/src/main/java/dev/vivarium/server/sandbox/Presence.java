package dev.vivarium.server.sandbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One open socket of a page or a script that looks at a project. It keeps the sandbox awake while its page is visible and was
 * used of late; a socket that never says (a script's) counts as used.
 */
public final class Presence implements AutoCloseable {

    private record Report(boolean visible, Instant used) {}

    private final Activity activity;
    private volatile @Nullable Report report;

    Presence(Activity activity) {
        this.activity = activity;
    }

    public void report(boolean visible, boolean used) {
        var now = Instant.now();
        var before = report;
        report = new Report(visible, used || before == null ? now : before.used());
        if (visible && used) {
            activity.touch();
        }
    }

    boolean isAwake(Instant now, Duration lifetime) {
        var said = report;
        return said == null || said.visible() && said.used().plus(lifetime).isAfter(now);
    }

    @Override
    public void close() {
        activity.leave(this);
    }
}

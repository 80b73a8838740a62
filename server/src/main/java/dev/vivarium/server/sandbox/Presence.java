package dev.vivarium.server.sandbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One open socket of a page or a script that looks at a project. It keeps the sandbox awake while its page is visible and was
 * used of late. A script's socket never says and counts as used; a page speaks through one of its sockets for all of them.
 */
public final class Presence implements AutoCloseable {

    private record Report(boolean visible, Instant used) {}

    private final Activity activity;
    private final boolean ofPage;
    private volatile @Nullable Report report;

    Presence(Activity activity, boolean ofPage) {
        this.activity = activity;
        this.ofPage = ofPage;
    }

    public void report(boolean visible, boolean used) {
        var now = Instant.now();
        var before = report;
        report = new Report(visible, used || before == null ? now : before.used());
        if (visible && used) {
            activity.touch();
        }
    }

    boolean hasReported() {
        return report != null;
    }

    /** @param spokenFor whether a page that looks at the project reports through another socket */
    boolean isAwake(Instant now, Duration lifetime, boolean spokenFor) {
        var said = report;
        return said == null
                ? !(ofPage && spokenFor)
                : said.visible() && said.used().plus(lifetime).isAfter(now);
    }

    @Override
    public void close() {
        activity.leave(this);
    }
}

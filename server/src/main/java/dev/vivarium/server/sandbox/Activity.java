package dev.vivarium.server.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What keeps one project's sandbox awake. Threads may report and ask at once. */
final class Activity {

    private final Duration presenceLifetime;
    private final Set<Presence> pages = ConcurrentHashMap.newKeySet();
    private final Set<Object> work = ConcurrentHashMap.newKeySet();
    private volatile Instant last = Instant.now();

    Activity(Duration presenceLifetime) {
        this.presenceLifetime = presenceLifetime;
    }

    void touch() {
        last = Instant.now();
    }

    /** @param ofPage whether a browser opened the socket */
    Presence attend(boolean ofPage) {
        touch();
        var presence = new Presence(this, ofPage);
        pages.add(presence);
        return presence;
    }

    void leave(Presence presence) {
        boolean spokenFor = isSpokenFor();
        if (pages.remove(presence) && presence.isAwake(Instant.now(), presenceLifetime, spokenFor)) {
            touch();
        }
    }

    /** A run in progress. @return ends it */
    Runnable begin() {
        var token = new Object();
        work.add(token);
        return () -> {
            if (work.remove(token)) {
                touch();
            }
        };
    }

    /** Since when nothing keeps it awake; empty while something does. */
    Optional<Instant> idleSince() {
        var now = Instant.now();
        boolean spokenFor = isSpokenFor();
        if (!work.isEmpty() || pages.stream().anyMatch(page -> page.isAwake(now, presenceLifetime, spokenFor))) {
            last = now;
            return Optional.empty();
        }
        return Optional.of(last);
    }

    private boolean isSpokenFor() {
        return pages.stream().anyMatch(Presence::hasReported);
    }
}

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

    Presence attend() {
        touch();
        var presence = new Presence(this);
        pages.add(presence);
        return presence;
    }

    void leave(Presence presence) {
        if (pages.remove(presence) && presence.isAwake(Instant.now(), presenceLifetime)) {
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
        if (!work.isEmpty() || pages.stream().anyMatch(page -> page.isAwake(now, presenceLifetime))) {
            last = now;
            return Optional.empty();
        }
        return Optional.of(last);
    }
}

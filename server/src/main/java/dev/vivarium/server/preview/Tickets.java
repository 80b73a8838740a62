package dev.vivarium.server.preview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.vivarium.server.platform.Secret;
import java.time.Duration;
import java.util.Optional;

/** Single-use secrets that carry a grant across origins in an address. Kept as hashes, in memory, and not for long. */
final class Tickets {

    private static final int MAX_TICKETS = 10_000;

    private final Cache<String, Grant> open;

    Tickets(Duration lifetime) {
        this(lifetime, Ticker.systemTicker());
    }

    Tickets(Duration lifetime, Ticker ticker) {
        open = Caffeine.newBuilder()
                .maximumSize(MAX_TICKETS)
                .expireAfterWrite(lifetime)
                .ticker(ticker)
                .build();
    }

    Secret issue(Grant grant) {
        var ticket = Secret.random("vpt_");
        open.put(ticket.hexHash(), grant);
        return ticket;
    }

    /** The grant, if the ticket is of this host. It is void afterwards in any case. */
    Optional<Grant> take(Secret ticket, PreviewHost host) {
        return Optional.ofNullable(open.asMap().remove(ticket.hexHash()))
                .filter(grant -> grant.host().equals(host));
    }
}

package dev.vivarium.server.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private final AtomicLong now = new AtomicLong();
    private final Tickets tickets = new Tickets(Duration.ofSeconds(30), now::get);
    private final Grant grant = new Grant(MemoryGrants.OWNER, Previews.demo(), Optional.empty());

    @Test
    void areTakenOnce() {
        var ticket = tickets.issue(grant);

        assertThat(tickets.take(ticket, grant.host())).contains(grant);
        assertThat(tickets.take(ticket, grant.host())).isEmpty();
    }

    @Test
    void areVoidAfterTheirTime() {
        var ticket = tickets.issue(grant);
        now.addAndGet(Duration.ofSeconds(30).toNanos());

        assertThat(tickets.take(ticket, grant.host())).isEmpty();
    }

    @Test
    void areVoidOnceShownToAnotherHost() {
        var ticket = tickets.issue(grant);

        assertThat(tickets.take(ticket, grant.host().withPort(1))).isEmpty();
        assertThat(tickets.take(ticket, grant.host())).isEmpty();
    }
}

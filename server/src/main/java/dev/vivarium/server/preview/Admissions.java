package dev.vivarium.server.preview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectObserver;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Who may see a preview: a browser by the cookie of this host, a script by an API token of the project's owner. */
@ApplicationScoped
class Admissions implements ProjectObserver {

    private static final int MAX_REMEMBERED = 20_000;
    private static final String COOKIE_PREFIX = "vps_";
    private static final Executor VIRTUAL =
            task -> Thread.ofVirtual().name("preview-admission").start(task);

    private record Shown(Secret secret, PreviewHost host) {}

    private final GrantStore grants;
    private final PreviewConfig config;
    private final PreviewCookie cookie;
    private final Tickets tickets;
    private final Cache<Shown, Grant> recent;

    Admissions(GrantStore grants, PreviewConfig config, Addresses addresses) {
        this.grants = grants;
        this.config = config;
        this.cookie = PreviewCookie.of(addresses);
        this.tickets = new Tickets(config.ticketLifetime());
        this.recent = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(config.admissionLifetime())
                .build();
    }

    /** Never blocks; done already for whoever was here of late. */
    CompletableFuture<Optional<Grant>> admit(HttpServerRequest request, PreviewHost host) {
        var token = RequestHead.platformToken(request.getHeader("Authorization"));
        if (token != null) {
            var secret = new Secret(token);
            return known(secret, host, () -> grants.ofToken(secret, host));
        }
        var header = request.getHeader("Cookie");
        return (header == null ? Optional.<Secret>empty() : cookie.in(header))
                .map(secret -> known(secret, host, () -> grants.ofCookie(secret, host)))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletableFuture<Optional<Grant>> known(
            Secret secret, PreviewHost host, Supplier<Optional<Grant>> stored) {
        var shown = new Shown(secret, host);
        var grant = recent.getIfPresent(shown);
        if (grant != null) {
            return CompletableFuture.completedFuture(Optional.of(grant));
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    var found = stored.get();
                    found.ifPresent(fresh -> recent.put(shown, fresh));
                    return found;
                },
                VIRTUAL);
    }

    Secret issueTicket(Grant grant) {
        return tickets.issue(grant);
    }

    /** Trades a ticket for the {@code Set-Cookie} of this host; empty when it is unknown, used, old or of another host. */
    CompletableFuture<Optional<String>> trade(Secret ticket, PreviewHost host) {
        return tickets.take(ticket, host)
                .map(grant -> CompletableFuture.supplyAsync(() -> Optional.of(letIn(grant)), VIRTUAL))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private String letIn(Grant grant) {
        var secret = Secret.random(COOKIE_PREFIX);
        grants.keep(secret, grant);
        return cookie.set(secret, config.sessionLifetime());
    }

    @Override
    public void deleted(Project project) {
        recent.asMap().keySet().removeIf(shown -> shown.host().project().equals(project.id()));
    }
}

package dev.vivarium.server.account;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.Problem;
import dev.vivarium.server.platform.http.Addresses;
import dev.vivarium.server.platform.http.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Lets nothing under {@code /api} through without an account, but for the few doors that give one. */
@ApplicationScoped
class AccessFilter {

    static final String HOW_TO_LOG_IN =
            "Log in first: open the link that `./vivarium up` prints, or send `Authorization: Bearer` with a token of `./vivarium token`.";
    private static final Logger LOG = Logger.getLogger(AccessFilter.class);
    private static final int PRIORITY = 1000;
    private static final Set<String> OPEN = Set.of("/api/session", "/api/openapi");

    private final AccountService accounts;
    private final Addresses addresses;

    AccessFilter(AccountService accounts, Addresses addresses) {
        this.accounts = accounts;
        this.addresses = addresses;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, PRIORITY);
    }

    private void filter(RoutingContext context) {
        var credentials = Credentials.of(context.request(), addresses);
        var known = credentials.flatMap(shown -> accounts.recent(shown.secret()));
        if (credentials.isEmpty() || known.isPresent()) {
            proceed(context, known);
            return;
        }
        // The database is asked on a virtual thread; the body waits.
        context.request().pause();
        var loop = context.vertx().getOrCreateContext();
        Thread.ofVirtual().name("authenticate").start(() -> {
            try {
                var account = ask(credentials.get());
                loop.runOnContext(ignored -> proceed(context, account));
            } catch (RuntimeException exception) {
                LOG.error("authentication failed", exception);
                loop.runOnContext(ignored -> Problems.send(
                        context.response(),
                        Problem.of(
                                ErrorCode.DATABASE_UNAVAILABLE,
                                "The database does not answer. Try again in a few seconds.")));
            }
        });
    }

    private Optional<Account> ask(Credentials credentials) {
        return switch (credentials) {
            case Credentials.ApiToken(var secret) -> accounts.ofApiToken(secret);
            case Credentials.Session(var secret) -> accounts.ofSession(secret);
        };
    }

    private void proceed(RoutingContext context, Optional<Account> account) {
        account.ifPresent(found -> context.put(Caller.KEY, found));
        if (account.isEmpty() && isClosed(context.normalizedPath())) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            Problems.send(context.response(), Problem.of(ErrorCode.UNAUTHENTICATED, HOW_TO_LOG_IN));
            return;
        }
        context.next();
    }

    private static boolean isClosed(String path) {
        return (path.startsWith("/api/") || path.equals("/api")) && !OPEN.contains(path);
    }
}

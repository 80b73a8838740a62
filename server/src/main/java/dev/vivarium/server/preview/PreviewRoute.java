package dev.vivarium.server.preview;

import dev.vivarium.server.account.Account;
import dev.vivarium.server.account.Caller;
import dev.vivarium.server.account.Credentials;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.platform.Problem;
import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import dev.vivarium.server.platform.http.Problems;
import dev.vivarium.server.project.ProjectAccess;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * The IDE's side of a preview, {@code GET /preview/<project>/<path>?port=}: sends whoever is logged in to the preview's own host,
 * with a ticket. Path and query are kept as sent. A raw route, since it answers people with pages.
 */
@ApplicationScoped
class PreviewRoute {

    private static final Logger LOG = Logger.getLogger(PreviewRoute.class);
    private static final String PREFIX = "/preview/";
    private static final String AGAIN = "vivarium-again";

    private final ProjectAccess projects;
    private final Admissions admissions;
    private final Addresses addresses;

    PreviewRoute(ProjectAccess projects, Admissions admissions, Addresses addresses) {
        this.projects = projects;
        this.admissions = admissions;
        this.addresses = addresses;
    }

    void register(@Observes Router router) {
        router.route(PREFIX + "*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::open);
    }

    private void open(RoutingContext context) {
        var request = context.request();
        var asked = Target.parse(request.uri());
        Account account;
        try {
            account = Caller.of(context);
        } catch (PlatformException refused) {
            refuse(request, asked, refused);
            return;
        }
        var loop = context.vertx().getOrCreateContext();
        Thread.ofVirtual().name("preview-ticket").start(() -> {
            try {
                var location = location(account, login(request), asked);
                loop.runOnContext(ignored -> Answers.redirect(request, location));
            } catch (PlatformException refused) {
                loop.runOnContext(ignored -> Problems.send(request.response(), Problem.of(refused)));
            } catch (RuntimeException exception) {
                LOG.error("preview not opened", exception);
                loop.runOnContext(ignored -> Problems.send(
                        request.response(),
                        Problem.of(ErrorCode.INTERNAL, Notice.internal().detail())));
            }
        });
    }

    private String location(Account account, Optional<Secret> login, Target asked) {
        var project = projects.require(account, projectOf(asked));
        if (!addresses.havePreviewNames()) {
            throw new PlatformException(
                    ErrorCode.PREVIEW_NEEDS_NAME,
                    "Previews need host names, and this installation is reached by an IP address. Set PUBLIC_URL to a"
                            + " name, or PREVIEW_DOMAIN to a domain whose subdomains lead here.");
        }
        var host = new PreviewHost(project.id(), port(asked));
        var ticket = admissions.issueTicket(new Grant(account.id(), host, login));
        var target = inside(asked).without("port").without(AGAIN).with(Target.TICKET, ticket.value());
        return host.origin(addresses) + target;
    }

    /**
     * A browser that comes by a link of another site keeps its {@code SameSite=Strict} session to itself; told by a page of ours
     * to come again, it shows it.
     */
    private void refuse(HttpServerRequest request, Target asked, PlatformException refused) {
        if (!Answers.isNavigation(request)) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            Problems.send(request.response(), Problem.of(refused));
            return;
        }
        if (asked.parameter(AGAIN).isEmpty() && request.getHeader("Authorization") == null) {
            request.response().putHeader("Refresh", "0;url=" + asked.with(AGAIN, "1"));
        }
        Answers.sendPage(request, addresses.ideUrl() + "/", Notice.notLoggedIn());
    }

    private static String projectOf(Target asked) {
        var path = asked.path().substring(PREFIX.length());
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static Target inside(Target asked) {
        int slash = asked.path().indexOf('/', PREFIX.length());
        return new Target(slash < 0 ? "/" : asked.path().substring(slash), asked.query());
    }

    private Optional<Secret> login(HttpServerRequest request) {
        return Credentials.of(request, addresses)
                .flatMap(shown ->
                        shown instanceof Credentials.Session(var secret) ? Optional.of(secret) : Optional.empty());
    }

    private static OptionalInt port(Target asked) {
        var given = asked.parameter("port");
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(given.flatMap(Target::port)
                .orElseThrow(() -> new PlatformException(ErrorCode.INVALID, "port is a number from 1 to 65535.")));
    }
}

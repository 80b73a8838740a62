package dev.vivarium.server.preview;

import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import dev.vivarium.server.platform.http.HostHandler;
import dev.vivarium.server.platform.http.HostName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Serves the previews' hosts: lets in, finds the backend, hands over to the proxy. Blocks nowhere. */
@ApplicationScoped
class PreviewHandler implements HostHandler {

    private static final Logger LOG = Logger.getLogger(PreviewHandler.class);
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** Paths below belong to us on every preview host. */
    private static final String OURS = "/.vivarium/";

    private static final String STATE = OURS + "state";
    private static final String PORT = OURS + "port/";

    private final Vertx vertx;
    private final Addresses addresses;
    private final Admissions admissions;
    private final Backends backends;
    private final Answers answers;
    private final BackendClients clients;
    private final OpenConnections connections;
    private final LostCookies lostCookies = new LostCookies();
    private final String scheme;

    PreviewHandler(Vertx vertx, Addresses addresses, Admissions admissions, Backends backends, PreviewConfig config) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.admissions = admissions;
        this.backends = backends;
        this.answers = new Answers(addresses);
        this.clients = new BackendClients(vertx, config);
        this.connections = new OpenConnections(config.maxConnections());
        this.scheme = addresses.isSecure() ? "https" : "http";
    }

    @PreDestroy
    void close() {
        clients.close();
    }

    @Override
    public void handle(HttpServerRequest request, HostName.Preview name) {
        // One label for all of them in the metrics: an app's paths are without bound.
        request.routed("/preview/:project");
        var host = PreviewHost.of(name);
        if (SAFE.contains(request.method()) && request.uri().contains(Target.TICKET)) {
            var target = Target.parse(request.uri());
            var ticket = target.parameter(Target.TICKET);
            if (ticket.isPresent()) {
                trade(request, host, new Secret(ticket.get()), target.without(Target.TICKET));
                return;
            }
        }
        if (isForeign(request, host)) {
            answers.send(request, host, Notice.foreignOrigin());
            return;
        }
        then(request, host, admissions.admit(request, host), grant -> {
            if (grant.isPresent()) {
                admitted(request, host, grant.get());
            } else {
                refuse(request, host);
            }
        });
    }

    private void trade(HttpServerRequest request, PreviewHost host, Secret ticket, Target clean) {
        var url = host.origin(addresses) + clean;
        then(request, host, admissions.trade(ticket, host), traded -> {
            if (traded.isPresent()) {
                lostCookies.traded(request);
                request.response().putHeader("Set-Cookie", traded.get());
                Answers.redirect(request, url);
                return;
            }
            // A used ticket, e.g. after a reload: harmless to whoever has the cookie already.
            then(request, host, admissions.admit(request, host), grant -> {
                if (grant.isPresent()) {
                    Answers.redirect(request, url);
                } else {
                    answers.send(request, host, Notice.notLetIn());
                }
            });
        });
    }

    /** Sends a person to the IDE for a ticket, but not twice in a row; tells everyone else. */
    private void refuse(HttpServerRequest request, PreviewHost host) {
        if (!Answers.isNavigation(request) || request.getHeader("Authorization") != null) {
            answers.send(request, host, Notice.notLetIn());
        } else if (lostCookies.lost(request)) {
            answers.send(request, host, Notice.cookieLost());
        } else {
            var target = Target.parse(request.uri());
            var asked = host.port().isPresent()
                    ? target.with("port", String.valueOf(host.port().getAsInt()))
                    : target;
            Answers.redirect(request, addresses.ideUrl() + "/preview/" + host.project() + asked);
        }
    }

    private void admitted(HttpServerRequest request, PreviewHost host, Grant grant) {
        var uri = request.uri();
        if (uri.startsWith(OURS)) {
            ours(request, host, grant, Target.parse(uri).path());
            return;
        }
        then(request, host, backends.resolve(host, true), backend -> {
            if (backend instanceof Backend.Reachable reachable) {
                proxy(request, host, reachable);
            } else {
                answers.send(request, host, Notice.of(backend));
            }
        });
    }

    private void ours(HttpServerRequest request, PreviewHost host, Grant grant, String path) {
        var port = path.startsWith(PORT) ? Target.port(path.substring(PORT.length())) : Optional.<Integer>empty();
        if (port.isPresent()) {
            var other = host.withPort(port.get());
            var ticket = admissions.issueTicket(new Grant(grant.account(), other, grant.login()));
            var target = new Target("/", "").with(Target.TICKET, ticket.value());
            Answers.redirect(request, other.origin(addresses) + target);
        } else if (path.equals(STATE)) {
            then(request, host, backends.resolve(host, false), backend -> {
                if (backend instanceof Backend.Reachable) {
                    request.resume();
                    request.response()
                            .setStatusCode(204)
                            .putHeader("Cache-Control", "no-store")
                            .end();
                } else {
                    answers.send(request, host, Notice.of(backend));
                }
            });
        } else {
            answers.send(request, host, Notice.nothingHere());
        }
    }

    private void proxy(HttpServerRequest request, PreviewHost host, Backend.Reachable backend) {
        var project = host.project();
        if (!connections.enter(project)) {
            answers.send(request, host, Notice.busy(connections.limit()));
            return;
        }
        var head = new RequestHead(PreviewOrigin.of(scheme, String.valueOf(request.getHeader("Host"))), backend.port());
        new Exchange(clients.current(), request, head, backend, new Exchange.Events() {
                    @Override
                    public void passed() {
                        backends.touch(project);
                    }

                    @Override
                    public void unanswered(Throwable cause) {
                        LOG.debugf("preview unanswered project=%s port=%s: %s", project, backend.port(), cause);
                        then(
                                request,
                                host,
                                backends.resolve(host, false),
                                now -> answers.send(
                                        request,
                                        host,
                                        now instanceof Backend.Reachable
                                                ? Notice.unanswered(backend.port())
                                                : Notice.of(now)));
                    }

                    @Override
                    public void ended() {
                        connections.leave(project);
                    }
                })
                .start();
    }

    /**
     * Whether a page of another project or site wants to change something or open a socket: in the IDE's partition its requests
     * could carry this preview's cookie.
     */
    private boolean isForeign(HttpServerRequest request, PreviewHost host) {
        if (SAFE.contains(request.method()) && !Exchange.isWebSocket(request)) {
            return false;
        }
        var origin = request.getHeader("Origin");
        if (origin == null || "same-origin".equals(request.getHeader("Sec-Fetch-Site"))) {
            return false;
        }
        int at = origin.indexOf("://");
        return at < 0
                || !origin.substring(0, at).equalsIgnoreCase(scheme)
                || !(addresses.classify(origin.substring(at + 3)) instanceof HostName.Preview(var label, var port))
                || !label.equals(host.project().value());
    }

    /** Goes on at once where it can, else on this event loop when the answer is there; the body waits. */
    private <T> void then(HttpServerRequest request, PreviewHost host, CompletableFuture<T> awaited, Consumer<T> next) {
        if (awaited.state() == CompletableFuture.State.SUCCESS) {
            next.accept(awaited.join());
            return;
        }
        request.pause();
        var loop = vertx.getOrCreateContext();
        awaited.whenComplete((value, failure) -> loop.runOnContext(ignored -> {
            if (failure == null) {
                next.accept(value);
            } else {
                LOG.errorf(failure, "preview failed project=%s", host.project());
                answers.send(request, host, Notice.internal());
            }
        }));
    }
}

package dev.vivarium.server.preview;

import dev.vivarium.server.account.Caller;
import dev.vivarium.server.account.Credentials;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import dev.vivarium.server.project.ProjectAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalInt;

/** The IDE's side of a preview: sends a browser that is logged in to the preview's own host, with a ticket. */
@Path("/preview")
@RunOnVirtualThread
class PreviewResource {

    private static final String PREFIX = "/preview/";

    private final ProjectAccess projects;
    private final Admissions admissions;
    private final Addresses addresses;

    PreviewResource(ProjectAccess projects, Admissions admissions, Addresses addresses) {
        this.projects = projects;
        this.admissions = admissions;
        this.addresses = addresses;
    }

    /** The path and query are kept as sent, but for {@code port}. */
    @GET
    @Path("{rest: .+}")
    public Response open(RoutingContext context) {
        var account = Caller.of(context);
        var asked = Target.parse(context.request().uri());
        var path = asked.path().substring(PREFIX.length());
        int slash = path.indexOf('/');
        var project = projects.require(account, slash < 0 ? path : path.substring(0, slash));
        if (!addresses.havePreviewNames()) {
            throw new PlatformException(
                    ErrorCode.PREVIEW_NEEDS_NAME,
                    "Previews need host names, and this installation is reached by an IP address. Set PUBLIC_URL to a"
                            + " name, or PREVIEW_DOMAIN to a domain whose subdomains lead here.");
        }
        var host = new PreviewHost(project.id(), port(asked));
        var login = Credentials.of(context.request())
                .flatMap(shown -> shown instanceof Credentials.Session(var secret)
                        ? Optional.of(secret)
                        : Optional.<Secret>empty());
        var ticket = admissions.issueTicket(new Grant(account.id(), host, login));
        var target = new Target(slash < 0 ? "/" : path.substring(slash), asked.query())
                .without("port")
                .with(Target.TICKET, ticket.value());
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", host.origin(addresses) + target)
                .header("Cache-Control", "no-store")
                .build();
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

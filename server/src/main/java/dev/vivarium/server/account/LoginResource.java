package dev.vivarium.server.account;

import dev.vivarium.server.platform.Installation;
import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The printed link that logs a browser in. */
@Path("/auth")
@RunOnVirtualThread
class LoginResource {

    private final AccountService accounts;
    private final Addresses addresses;
    private final Installation installation;

    LoginResource(AccountService accounts, Addresses addresses, Installation installation) {
        this.accounts = accounts;
        this.addresses = addresses;
        this.installation = installation;
    }

    /**
     * A session that is there already survives a used link: opening it twice is no mistake. Without one the web UI answers, which
     * shows how to get a new link.
     */
    @GET
    public Response open(@QueryParam("token") @Nullable String token, RoutingContext context) {
        var session = token == null ? Optional.<Secret>empty() : accounts.loginOnce(new Secret(token));
        if (session.isEmpty() && context.get(Caller.KEY) == null) {
            return Response.status(Response.Status.UNAUTHORIZED)
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                    .entity(installation.web().resolve("index.html").toFile())
                    .build();
        }
        var answer = Response.seeOther(URI.create("/"));
        session.ifPresent(secret -> answer.cookie(SessionCookie.of(secret, addresses)));
        return answer.build();
    }
}

package dev.vivarium.server.account;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The session of a browser. */
@Path("/api/session")
@RunOnVirtualThread
class SessionResource {

    record Login(@Nullable String token) {}

    record SessionView(Account account, String version) {}

    private final AccountService accounts;
    private final Addresses addresses;
    private final String version;

    SessionResource(
            AccountService accounts,
            Addresses addresses,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.accounts = accounts;
        this.addresses = addresses;
        this.version = version;
    }

    @POST
    public Response create(@Nullable Login login) {
        if (login == null || login.token() == null || login.token().isBlank()) {
            throw new PlatformException(ErrorCode.INVALID, "Send {\"token\": …} with the token of the printed link.");
        }
        var session = accounts.login(new Secret(login.token().strip()))
                .orElseThrow(
                        () -> new PlatformException(
                                ErrorCode.UNAUTHENTICATED,
                                "This token is unknown, used or older than 10 minutes. Run `./vivarium up` again for a new link."));
        return Response.noContent().cookie(SessionCookie.of(session, addresses)).build();
    }

    @GET
    public SessionView current(RoutingContext context) {
        return new SessionView(Caller.of(context), version);
    }

    @DELETE
    public Response delete(RoutingContext context) {
        if (Credentials.of(context.request(), addresses).orElse(null) instanceof Credentials.Session(var session)) {
            accounts.logout(session);
        }
        return Response.noContent().cookie(SessionCookie.none(addresses)).build();
    }
}

package dev.vivarium.server.account;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.Installation;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Logging in and out of a browser. */
@Path("/")
@RunOnVirtualThread
class SessionResource {

    record Login(@Nullable String token) {}

    record SessionView(Account account, String version) {}

    private final AccountService accounts;
    private final Addresses addresses;
    private final Installation installation;
    private final String version;

    SessionResource(
            AccountService accounts,
            Addresses addresses,
            Installation installation,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.accounts = accounts;
        this.addresses = addresses;
        this.installation = installation;
        this.version = version;
    }

    /**
     * The printed link. A session that is there already survives a used link: opening it twice is no mistake. Without one the
     * web UI answers, which shows how to get a new link.
     */
    @GET
    @Path("auth")
    public Response open(@QueryParam("token") @Nullable String token, RoutingContext context) {
        var session = token == null ? Optional.<Secret>empty() : accounts.loginOnce(new Secret(token));
        if (session.isEmpty() && context.get(Caller.KEY) == null) {
            return Response.status(Response.Status.UNAUTHORIZED)
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                    .entity(installation.web().resolve("index.html").toFile())
                    .build();
        }
        var answer = Response.seeOther(URI.create("/"));
        session.ifPresent(secret -> answer.cookie(cookie(secret.value(), AccountService.SESSION_LIFETIME.toSeconds())));
        return answer.build();
    }

    @POST
    @Path("api/session")
    public Response create(@Nullable Login login) {
        if (login == null || login.token() == null || login.token().isBlank()) {
            throw new PlatformException(ErrorCode.INVALID, "Send {\"token\": …} with the token of the printed link.");
        }
        var session = accounts.login(new Secret(login.token().strip()))
                .orElseThrow(
                        () -> new PlatformException(
                                ErrorCode.UNAUTHENTICATED,
                                "This token is unknown, used or older than 10 minutes. Run `./vivarium up` again for a new link."));
        return Response.noContent()
                .cookie(cookie(session.value(), AccountService.SESSION_LIFETIME.toSeconds()))
                .build();
    }

    @GET
    @Path("api/session")
    public SessionView current(RoutingContext context) {
        return new SessionView(Caller.of(context), version);
    }

    @DELETE
    @Path("api/session")
    public Response delete(RoutingContext context) {
        if (Credentials.of(context.request(), addresses).orElse(null) instanceof Credentials.Session(var session)) {
            accounts.logout(session);
        }
        return Response.noContent().cookie(cookie("", 0)).build();
    }

    private NewCookie cookie(String value, long seconds) {
        return new NewCookie.Builder(Credentials.cookieName(addresses))
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(addresses.isSecure())
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge((int) seconds)
                .build();
    }
}

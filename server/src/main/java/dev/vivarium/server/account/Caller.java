package dev.vivarium.server.account;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** The account on whose behalf the current request is served. */
@RequestScoped
public class Caller {

    static final String KEY = Caller.class.getName();

    private final RoutingContext context;

    Caller(RoutingContext context) {
        this.context = context;
    }

    public Account account() {
        return of(context);
    }

    /** For handlers of raw routes, which run outside of a request scope. */
    public static Account of(RoutingContext context) {
        Account account = context.get(KEY);
        if (account == null) {
            throw new PlatformException(ErrorCode.UNAUTHENTICATED, AccessFilter.HOW_TO_LOG_IN);
        }
        return account;
    }
}

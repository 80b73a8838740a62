package dev.vivarium.server.platform;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

/** Turns whatever a resource throws into a problem document. What was not foreseen is logged and told without detail. */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response map(PlatformException exception) {
        return response(Problem.of(exception));
    }

    @ServerExceptionMapper
    Response map(WebApplicationException exception) {
        if (exception.getCause() instanceof JacksonException malformed) {
            return map(malformed);
        }
        int status = exception.getResponse().getStatus();
        return response(ofStatus(status, exception));
    }

    @ServerExceptionMapper
    Response map(JacksonException exception) {
        return response(Problem.of(JsonFault.refusal(exception)));
    }

    /** The framework has a mapper of its own for these, which answers nothing but the status. */
    @ServerExceptionMapper
    Response map(MismatchedInputException exception) {
        return map((JacksonException) exception);
    }

    /** The same: a key that is there twice ends so. */
    @ServerExceptionMapper
    Response map(InvalidDefinitionException exception) {
        return map((JacksonException) exception);
    }

    @ServerExceptionMapper
    Response map(JdbiException exception) {
        LOG.error("database call failed", exception);
        return exception.getCause() instanceof SQLException sql && Databases.isAway(sql)
                ? response(Problem.of(
                        ErrorCode.DATABASE_UNAVAILABLE, "The database does not answer. Try again in a few seconds."))
                : internal();
    }

    @ServerExceptionMapper
    Response map(Throwable exception) {
        LOG.error("request failed", exception);
        return internal();
    }

    private static Response internal() {
        return response(Problem.of(ErrorCode.INTERNAL, "Something went wrong on the server; its log has the reason."));
    }

    private static Problem ofStatus(int status, WebApplicationException exception) {
        return switch (status) {
            case 404 -> Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this address.");
            case 405 -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "This address does not take this method.");
            case 406 -> Problem.of(ErrorCode.NOT_ACCEPTABLE, "This address has no answer of the media type asked for.");
            case 413 -> Problem.of(ErrorCode.TOO_LARGE, "The body is larger than the 512 MiB allowed.");
            case 415 -> Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body with the media type of this call.");
            default -> {
                if (status >= 400 && status < 500) {
                    yield Problem.of(ErrorCode.MALFORMED_REQUEST, "The request cannot be understood as sent.");
                }
                LOG.error("request failed", exception);
                yield Problem.of(ErrorCode.INTERNAL, "Something went wrong on the server; its log has the reason.");
            }
        };
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}

package dev.vivarium.server.platform;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** What SQL error classes (PostgreSQL, appendix A) mean for a caller. */
public final class Databases {

    private static final String UNIQUE_VIOLATION = "23505";

    private Databases() {}

    /** The connection is gone, refused or the server is shutting down: class 08, 57P and pool time-outs. */
    public static boolean isAway(SQLException exception) {
        var state = exception.getSQLState();
        return exception instanceof SQLTransientException
                || state == null
                || state.startsWith("08")
                || state.startsWith("57P");
    }

    public static boolean isUniqueViolation(Throwable exception) {
        return exception.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }
}

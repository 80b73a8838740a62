package dev.vivarium.server.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The one way to the database. */
final class Persistence {

    @Produces
    @ApplicationScoped
    Jdbi jdbi(DataSource source) {
        return Jdbi.create(source);
    }
}

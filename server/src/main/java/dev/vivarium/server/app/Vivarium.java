package dev.vivarium.server.app;

import dev.vivarium.server.platform.Databases;
import dev.vivarium.server.platform.StartupFailure;
import dev.vivarium.server.platform.postgres.DatabaseUrl;
import dev.vivarium.server.platform.postgres.EmbeddedPostgres;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's entry: settings and the database first, since everything else stands on them. */
@QuarkusMain
public class Vivarium {

    private static @Nullable EmbeddedPostgres postgres;

    public static void main(String... arguments) {
        try {
            var data = Path.of(Settings.require("vivarium.data"));
            Settings.load(data.resolve("vivarium.properties"));
            connect(data);
        } catch (RuntimeException exception) {
            refuse(exception);
            return;
        }
        Quarkus.run(null, (code, failure) -> {
            if (failure != null) {
                refuse(failure);
            }
            System.exit(code);
        });
    }

    private static void connect(Path data) {
        var url = Settings.find("vivarium.database-url").or(() -> Optional.ofNullable(System.getenv("DATABASE_URL")));
        if (url.isPresent()) {
            var external = DatabaseUrl.parse(url.get());
            use(external.jdbcUrl(), external.user(), external.password());
        } else {
            var own = EmbeddedPostgres.start(data, Path.of(Settings.require("vivarium.run")));
            postgres = own;
            own.onDeath(Vivarium::endWithDatabase);
            use(own.jdbcUrl(), own.user(), own.password());
        }
    }

    private static void use(String url, String user, String password) {
        System.setProperty("quarkus.datasource.jdbc.url", url);
        System.setProperty("quarkus.datasource.username", user);
        System.setProperty("quarkus.datasource.password", password);
    }

    /** One line that says what to do; the stack trace is for faults that nobody foresaw. */
    private static void refuse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupFailure) {
                end(cause.getMessage());
            }
            if (cause instanceof SQLException sql && Databases.isAway(sql)) {
                end("The database cannot be reached. Start it, or correct DATABASE_URL. It was said: "
                        + cause.getMessage());
            }
        }
        failure.printStackTrace();
        end("the server could not start: " + failure.getMessage());
    }

    private static void end(@Nullable String reason) {
        System.err.println("vivarium: " + reason);
        closeDatabase();
        System.exit(1);
    }

    /** Whoever started us starts both again; half of us would only refuse. */
    private static void endWithDatabase() {
        System.err.println(
                "vivarium: PostgreSQL has ended unexpectedly; the server ends with it, to be started again.");
        Runtime.getRuntime().halt(1);
    }

    private static void closeDatabase() {
        var own = postgres;
        if (own != null) {
            own.close();
        }
    }

    /** Ends the database after everybody who uses it. */
    @ApplicationScoped
    static class LastToLeave {

        void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
            closeDatabase();
        }
    }
}

package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SandboxRepository {

    record Row(
            SandboxId id,
            ProjectId project,
            String state,
            Optional<Cause> cause,
            Optional<String> message,
            Instant since) {}

    private final Jdbi jdbi;

    SandboxRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(SandboxId id, Project project, String engine) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into vivarium.sandbox (id, project_id, account_id, state, engine)
                        values (:id, :project, :account, 'creating', :engine)""")
                .bind("id", id.value())
                .bind("project", project.id().value())
                .bind("account", project.owner().value())
                .bind("engine", engine)
                .execute());
    }

    void update(SandboxId id, String state, Optional<Cause> cause, @Nullable String message) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update vivarium.sandbox set state = :state, cause = :cause, message = :message, since = now()
                        where id = :id""")
                .bind("id", id.value())
                .bind("state", state)
                .bind("cause", cause.map(Cause::code).orElse(null))
                .bind("message", message)
                .execute());
    }

    /** Those that were alive when the server last knew. */
    List<Row> alive() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from vivarium.sandbox where state in ('creating', 'running', 'stopping')")
                .map((row, context) -> map(row))
                .list());
    }

    Optional<Row> latest(ProjectId project) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from vivarium.sandbox where project_id = :project order by created_at desc limit 1")
                .bind("project", project.value())
                .map((row, context) -> map(row))
                .findFirst());
    }

    private static Row map(ResultSet row) throws SQLException {
        return new Row(
                new SandboxId(row.getString("id")),
                new ProjectId(row.getString("project_id")),
                row.getString("state"),
                Optional.ofNullable(row.getString("cause")).flatMap(Cause::ofCode),
                Optional.ofNullable(row.getString("message")),
                row.getTimestamp("since").toInstant());
    }
}

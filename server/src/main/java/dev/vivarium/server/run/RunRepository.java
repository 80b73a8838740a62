package dev.vivarium.server.run;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.server.project.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class RunRepository {

    private final Jdbi jdbi;

    RunRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Run run) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into vivarium.run (id, project_id, action, command, state, started_at)
                        values (:id, :project, :action, :command, 'running', :started)""")
                .bind("id", run.id().value())
                .bind("project", run.projectId().value())
                .bind("action", run.action())
                .bindArray("command", String.class, run.cmd())
                .bind("started", run.startedAt())
                .execute());
    }

    /** @return the run as it is now, unless it had ended before */
    Optional<Run> end(RunId id, int exitCode, Optional<Cause> cause, @Nullable String message) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update vivarium.run
                        set state = 'exited', exit_code = :code, cause = :cause, message = :message, ended_at = now()
                        where id = :id and state = 'running' returning *""")
                .bind("id", id.value())
                .bind("code", exitCode)
                .bind("cause", cause.map(Cause::code).orElse(null))
                .bind("message", message)
                .map((row, context) -> map(row))
                .findFirst());
    }

    Optional<Run> find(RunId id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from vivarium.run where id = :id")
                .bind("id", id.value())
                .map((row, context) -> map(row))
                .findFirst());
    }

    /** Newest first. */
    List<Run> list(ProjectId project, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from vivarium.run where project_id = :project order by started_at desc limit :limit")
                .bind("project", project.value())
                .bind("limit", limit)
                .map((row, context) -> map(row))
                .list());
    }

    List<Run> running() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from vivarium.run where state = 'running'")
                .map((row, context) -> map(row))
                .list());
    }

    /** Removes all but the newest {@code keep} that have ended. @return those removed */
    List<RunId> prune(ProjectId project, int keep) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        delete from vivarium.run where id in (
                            select id from vivarium.run where project_id = :project and state = 'exited'
                            order by started_at desc offset :keep) returning id""")
                .bind("project", project.value())
                .bind("keep", keep)
                .map((row, context) -> new RunId(row.getString("id")))
                .list());
    }

    private static Run map(ResultSet row) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        return new Run(
                new RunId(row.getString("id")),
                new ProjectId(row.getString("project_id")),
                row.getString("action"),
                List.of((String[]) row.getArray("command").getArray()),
                row.getString("state"),
                row.getObject("exit_code", Integer.class),
                row.getString("cause"),
                row.getString("message"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}

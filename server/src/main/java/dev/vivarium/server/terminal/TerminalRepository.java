package dev.vivarium.server.terminal;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.server.project.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

@ApplicationScoped
class TerminalRepository {

    private final Jdbi jdbi;

    TerminalRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Terminal terminal) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into vivarium.terminal (project_id, name, exec_id, state, created_at)
                        values (:project, :name, :exec, 'running', :created)""")
                .bind("project", terminal.project().value())
                .bind("name", terminal.name().value())
                .bind("exec", terminal.exec().value())
                .bind("created", terminal.createdAt())
                .execute());
    }

    Optional<Terminal> end(ExecId exec, int exitCode, Optional<Cause> cause) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update vivarium.terminal set state = 'exited', exit_code = :code, cause = :cause
                        where exec_id = :exec and state = 'running' returning *""")
                .bind("exec", exec.value())
                .bind("code", exitCode)
                .bind("cause", cause.map(Cause::code).orElse(null))
                .map((row, context) -> map(row))
                .findFirst());
    }

    Optional<Terminal> find(ProjectId project, TerminalName name) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from vivarium.terminal where project_id = :project and name = :name")
                .bind("project", project.value())
                .bind("name", name.value())
                .map((row, context) -> map(row))
                .findFirst());
    }

    List<Terminal> list(ProjectId project) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from vivarium.terminal where project_id = :project order by created_at")
                .bind("project", project.value())
                .map((row, context) -> map(row))
                .list());
    }

    List<Terminal> running() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from vivarium.terminal where state = 'running'")
                .map((row, context) -> map(row))
                .list());
    }

    void delete(ExecId exec) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from vivarium.terminal where exec_id = :exec")
                .bind("exec", exec.value())
                .execute());
    }

    private static Terminal map(ResultSet row) throws SQLException {
        return new Terminal(
                new ProjectId(row.getString("project_id")),
                new TerminalName(row.getString("name")),
                new ExecId(row.getString("exec_id")),
                row.getString("state"),
                row.getObject("exit_code", Integer.class),
                row.getString("cause"),
                row.getTimestamp("created_at").toInstant());
    }
}

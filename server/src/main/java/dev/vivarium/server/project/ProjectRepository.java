package dev.vivarium.server.project;

import dev.vivarium.server.account.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

@ApplicationScoped
class ProjectRepository {

    private static final RowMapper<Project> PROJECT = (row, context) -> new Project(
            new ProjectId(row.getString("id")),
            new AccountId(row.getString("account_id")),
            row.getString("name"),
            row.getString("template"),
            row.getString("stack"),
            row.getTimestamp("created_at").toInstant(),
            row.getTimestamp("updated_at").toInstant());

    private final Jdbi jdbi;

    ProjectRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Project> list(AccountId owner) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from vivarium.project where account_id = :owner order by updated_at desc, id")
                .bind("owner", owner.value())
                .map(PROJECT)
                .list());
    }

    Optional<Project> find(AccountId owner, ProjectId id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from vivarium.project where account_id = :owner and id = :id")
                        .bind("owner", owner.value())
                        .bind("id", id.value())
                        .map(PROJECT)
                        .findFirst());
    }

    /** System scope: whoever it belongs to. */
    Optional<Project> find(ProjectId id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from vivarium.project where id = :id")
                .bind("id", id.value())
                .map(PROJECT)
                .findFirst());
    }

    List<String> idsStartingWith(String label) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from vivarium.project where id like :pattern")
                .bind("pattern", label + "%")
                .mapTo(String.class)
                .list());
    }

    boolean nameTaken(AccountId owner, ProjectName name) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select 1 from vivarium.project where account_id = :owner and lower(name) = lower(:name)")
                .bind("owner", owner.value())
                .bind("name", name.value())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    void insert(Project project) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into vivarium.project (id, account_id, name, template, stack, created_at, updated_at)
                        values (:id, :owner, :name, :template, :stack, :created, :created)""")
                .bind("id", project.id().value())
                .bind("owner", project.owner().value())
                .bind("name", project.name())
                .bind("template", project.template())
                .bind("stack", project.stack())
                .bind("created", project.createdAt())
                .execute());
    }

    void rename(ProjectId id, ProjectName name) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update vivarium.project set name = :name, updated_at = now() where id = :id")
                .bind("id", id.value())
                .bind("name", name.value())
                .execute());
    }

    void delete(ProjectId id) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from vivarium.project where id = :id")
                .bind("id", id.value())
                .execute());
    }
}

package dev.vivarium.server.project;

import dev.vivarium.server.account.Account;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The one place that decides who may touch a project. What is not yours does not exist. */
@ApplicationScoped
public class ProjectAccess {

    private final ProjectRepository projects;

    ProjectAccess(ProjectRepository projects) {
        this.projects = projects;
    }

    public Project require(Account account, ProjectId id) {
        return find(account, id).orElseThrow(ProjectAccess::absent);
    }

    public Project require(Account account, String id) {
        return require(account, ProjectId.parse(id));
    }

    public Optional<Project> find(Account account, ProjectId id) {
        return projects.find(account.id(), id);
    }

    /** System scope: for work that the platform does by itself, never for a caller. */
    public Optional<Project> findAny(ProjectId id) {
        return projects.find(id);
    }

    private static PlatformException absent() {
        return new PlatformException(ErrorCode.PROJECT_NOT_FOUND, "There is no such project.");
    }
}

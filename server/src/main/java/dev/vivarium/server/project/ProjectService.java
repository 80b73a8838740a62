package dev.vivarium.server.project;

import dev.vivarium.server.account.Account;
import dev.vivarium.server.platform.Databases;
import dev.vivarium.server.platform.DnsLabel;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Makes, renames and removes projects. */
@ApplicationScoped
public class ProjectService {

    private static final Logger LOG = Logger.getLogger(ProjectService.class);
    private static final String DEMO_TEMPLATE = "vanilla-js";

    private final ProjectRepository projects;
    private final ProjectAccess access;
    private final TemplateCatalog templates;
    private final WorkspaceStore workspaces;
    private final Instance<ProjectObserver> observers;

    ProjectService(
            ProjectRepository projects,
            ProjectAccess access,
            TemplateCatalog templates,
            WorkspaceStore workspaces,
            @Any Instance<ProjectObserver> observers) {
        this.projects = projects;
        this.access = access;
        this.templates = templates;
        this.workspaces = workspaces;
        this.observers = observers;
    }

    List<Project> list(Account owner) {
        return projects.list(owner.id());
    }

    Project create(Account owner, @Nullable String givenName, @Nullable String givenTemplate) {
        var name = ProjectName.parse(givenName);
        if (givenTemplate == null) {
            throw new PlatformException(
                    ErrorCode.INVALID, "Say which template to start from: {\"name\", \"template\"}.");
        }
        var template = templates.require(givenTemplate);
        if (projects.nameTaken(owner.id(), name)) {
            throw nameTaken(name);
        }
        return insert(owner, name, template);
    }

    /** The project that a new installation shows. */
    public void createDemo(Account owner) {
        create(owner, "Welcome", DEMO_TEMPLATE);
    }

    private Project insert(Account owner, ProjectName name, Template template) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var id = freeId(name);
        var project = new Project(
                id, owner.id(), name.value(), template.id(), template.manifest().stack(), now, now);
        try {
            workspaces.create(id, template.files());
        } catch (PlatformException exception) {
            // Another call with the same name is a step ahead.
            throw exception.code() == ErrorCode.FILE_EXISTS ? nameTaken(name) : exception;
        }
        try {
            projects.insert(project);
        } catch (JdbiException exception) {
            workspaces.delete(id);
            throw Databases.isUniqueViolation(exception) ? nameTaken(name) : exception;
        }
        LOG.infof("project created id=%s template=%s", id, template.id());
        return project;
    }

    private ProjectId freeId(ProjectName name) {
        var label = DnsLabel.from(name.value()).orElse("project");
        var taken = new HashSet<>(projects.idsStartingWith(label.substring(0, Math.min(label.length(), 30))));
        if (!taken.contains(label)) {
            return new ProjectId(label);
        }
        for (int n = 2; ; n++) {
            var suffix = "-" + n;
            var cut = label.substring(0, Math.min(label.length(), DnsLabel.MAX_LENGTH - suffix.length()));
            if (!taken.contains(cut + suffix)) {
                return new ProjectId(cut + suffix);
            }
        }
    }

    Project rename(Account account, ProjectId id, @Nullable String givenName) {
        var project = access.require(account, id);
        var name = ProjectName.parse(givenName);
        try {
            projects.rename(id, name);
        } catch (JdbiException exception) {
            throw Databases.isUniqueViolation(exception) ? nameTaken(name) : exception;
        }
        var renamed = access.require(account, project.id());
        observers.forEach(observer -> observer.renamed(renamed));
        return renamed;
    }

    void delete(Account account, ProjectId id) {
        var project = access.require(account, id);
        observers.forEach(observer -> observer.beforeDelete(project));
        projects.delete(id);
        workspaces.delete(id);
        observers.forEach(observer -> observer.deleted(project));
        LOG.infof("project deleted id=%s", id);
    }

    private static PlatformException nameTaken(ProjectName name) {
        return new PlatformException(
                ErrorCode.NAME_TAKEN, "A project named \"" + name.value() + "\" exists already. Choose another name.");
    }
}

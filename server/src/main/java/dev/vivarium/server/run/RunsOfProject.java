package dev.vivarium.server.run;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectObserver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What others need of a project's runs: to show them, and to end them with the project. */
@ApplicationScoped
public class RunsOfProject implements ProjectObserver {

    private final RunService runs;

    RunsOfProject(RunService runs) {
        this.runs = runs;
    }

    /** Newest first, in the form of the API. */
    public List<?> list(Project project) {
        return runs.list(project);
    }

    @Override
    public void beforeDelete(Project project) {
        runs.endAll(project, Cause.STOPPED_BY_USER);
    }
}

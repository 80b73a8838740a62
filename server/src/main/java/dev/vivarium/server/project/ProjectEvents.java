package dev.vivarium.server.project;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells who watches a project that it was renamed, or is gone. */
@ApplicationScoped
class ProjectEvents implements ProjectObserver {

    record Renamed(ProjectView project) implements ProjectFeed.Event {
        @Override
        public String type() {
            return "project";
        }
    }

    record Deleted(ProjectId id) implements ProjectFeed.Event {
        @Override
        public String type() {
            return "deleted";
        }
    }

    private final ProjectFeed feed;
    private final ProjectView.Factory views;

    ProjectEvents(ProjectFeed feed, ProjectView.Factory views) {
        this.feed = feed;
        this.views = views;
    }

    @Override
    public void renamed(Project project) {
        feed.publish(project.id(), new Renamed(views.of(project)));
    }

    @Override
    public void deleted(Project project) {
        feed.publish(project.id(), new Deleted(project.id()));
    }
}

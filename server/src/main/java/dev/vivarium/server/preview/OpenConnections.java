package dev.vivarium.server.preview;

import dev.vivarium.server.project.ProjectId;
import java.util.concurrent.ConcurrentHashMap;

/** Bounds what is open per project, so that one app cannot use up the server's connections. */
final class OpenConnections {

    private final int limit;
    private final ConcurrentHashMap<ProjectId, Integer> open = new ConcurrentHashMap<>();

    OpenConnections(int limit) {
        this.limit = limit;
    }

    /** @return whether there was room; then {@link #leave} follows once */
    boolean enter(ProjectId project) {
        if (open.merge(project, 1, Integer::sum) <= limit) {
            return true;
        }
        leave(project);
        return false;
    }

    void leave(ProjectId project) {
        open.computeIfPresent(project, (id, count) -> count == 1 ? null : count - 1);
    }

    int limit() {
        return limit;
    }
}

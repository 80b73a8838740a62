package dev.vivarium.server.run;

import dev.vivarium.server.project.ProjectFeed;

/** A run was created or has ended. */
record RunEvent(Run run) implements ProjectFeed.Event {

    @Override
    public String type() {
        return "run";
    }
}

package dev.vivarium.server.terminal;

import dev.vivarium.server.project.ProjectFeed;

/** A terminal was opened or has ended. */
record TerminalEvent(Terminal terminal) implements ProjectFeed.Event {

    @Override
    public String type() {
        return "terminal";
    }
}

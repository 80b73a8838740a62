package dev.vivarium.server.sandbox;

import dev.vivarium.server.project.ProjectFeed;
import java.util.List;

/** Frames of the events socket about sandboxes. */
final class SandboxEvents {

    private SandboxEvents() {}

    record Changed(SandboxView sandbox) implements ProjectFeed.Event {
        @Override
        public String type() {
            return "sandbox";
        }
    }

    record Ports(List<SandboxView.PortView> ports) implements ProjectFeed.Event {
        @Override
        public String type() {
            return "ports";
        }
    }
}

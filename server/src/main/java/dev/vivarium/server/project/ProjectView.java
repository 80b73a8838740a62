package dev.vivarium.server.project;

import dev.vivarium.server.platform.http.Addresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** A project as the API shows it. */
public record ProjectView(
        ProjectId id,
        String name,
        String template,
        String stack,
        Instant createdAt,
        Instant updatedAt,
        String previewUrl,
        SandboxSummary sandbox) {

    /** Completes a project with what others know of it. */
    @ApplicationScoped
    static class Factory {

        private final Addresses addresses;
        private final SandboxSummary.Source sandboxes;

        Factory(Addresses addresses, SandboxSummary.Source sandboxes) {
            this.addresses = addresses;
            this.sandboxes = sandboxes;
        }

        ProjectView of(Project project) {
            return new ProjectView(
                    project.id(),
                    project.name(),
                    project.template(),
                    project.stack(),
                    project.createdAt(),
                    project.updatedAt(),
                    addresses.previewUrl(project.id().value()) + "/",
                    sandboxes.summary(project));
        }
    }
}

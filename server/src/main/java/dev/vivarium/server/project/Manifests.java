package dev.vivarium.server.project;

import jakarta.enterprise.context.ApplicationScoped;

/** The manifest of a project as its files say now. */
@ApplicationScoped
public class Manifests {

    private static final int MAX_BYTES = 256 * 1024;

    private final WorkspaceStore workspaces;

    Manifests(WorkspaceStore workspaces) {
        this.workspaces = workspaces;
    }

    public Manifest of(ProjectId id) {
        var detected = ManifestDetector.detect(workspaces, id);
        return workspaces
                .read(id, Manifest.FILE, MAX_BYTES)
                .map(content -> ManifestParser.parse(content, detected))
                .orElse(detected);
    }
}

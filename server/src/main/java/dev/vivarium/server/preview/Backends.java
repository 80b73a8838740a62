package dev.vivarium.server.preview;

import dev.vivarium.server.project.ProjectId;
import java.util.concurrent.CompletableFuture;

/** Finds the backend of a preview. Apart from the proxy, which knows nothing of sandboxes. */
interface Backends {

    /**
     * Never blocks; done already where everything is known.
     *
     * @param wake whether a sandbox that is not there is started
     */
    CompletableFuture<Backend> resolve(PreviewHost host, boolean wake);

    /** Something passed through the preview, which keeps the sandbox awake. Never blocks. */
    void touch(ProjectId project);
}

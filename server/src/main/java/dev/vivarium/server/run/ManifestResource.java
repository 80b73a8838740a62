package dev.vivarium.server.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vivarium.server.account.Caller;
import dev.vivarium.server.project.Manifest;
import dev.vivarium.server.project.ProjectAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** What a project's actions are, and whether it is ready for them. */
@Path("/api/projects/{id}/manifest")
@RunOnVirtualThread
class ManifestResource {

    record ManifestView(@JsonUnwrapped Manifest manifest, boolean installed) {}

    private final RunService runs;
    private final ProjectAccess projects;
    private final Caller caller;

    ManifestResource(RunService runs, ProjectAccess projects, Caller caller) {
        this.runs = runs;
        this.projects = projects;
        this.caller = caller;
    }

    @GET
    public ManifestView get(@PathParam("id") String id) {
        var project = projects.require(caller.account(), id);
        return new ManifestView(runs.manifest(project), runs.isInstalled(project));
    }
}

package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.server.account.Caller;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The sandbox of a project. */
@Path("/api/projects/{id}/sandbox")
@RunOnVirtualThread
class SandboxResource {

    private final SandboxService sandboxes;
    private final ProjectAccess projects;
    private final Caller caller;

    SandboxResource(SandboxService sandboxes, ProjectAccess projects, Caller caller) {
        this.sandboxes = sandboxes;
        this.projects = projects;
        this.caller = caller;
    }

    @GET
    public SandboxView get(@PathParam("id") String id) {
        return sandboxes.view(project(id));
    }

    /** Starts it; answers at once, with {@code creating} when it was not there. */
    @POST
    public Response start(@PathParam("id") String id) {
        var project = project(id);
        sandboxes.start(project);
        return Response.accepted(sandboxes.view(project)).build();
    }

    @DELETE
    public SandboxView stop(@PathParam("id") String id) {
        var project = project(id);
        sandboxes.stop(project.id(), Cause.STOPPED_BY_USER).join();
        return sandboxes.view(project);
    }

    /** Counts as use of the sandbox. */
    @POST
    @Path("heartbeat")
    public SandboxView heartbeat(@PathParam("id") String id) {
        var project = project(id);
        sandboxes.touch(project.id());
        return sandboxes.view(project);
    }

    private Project project(String id) {
        return projects.require(caller.account(), id);
    }
}

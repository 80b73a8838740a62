package dev.vivarium.server.project;

import dev.vivarium.server.account.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Projects: list, create, rename, delete. */
@Path("/api/projects")
@RunOnVirtualThread
class ProjectResource {

    record Creation(@Nullable String name, @Nullable String template) {}

    record Change(@Nullable String name) {}

    private final ProjectService projects;
    private final ProjectAccess access;
    private final ProjectView.Factory views;
    private final Caller caller;

    ProjectResource(ProjectService projects, ProjectAccess access, ProjectView.Factory views, Caller caller) {
        this.projects = projects;
        this.access = access;
        this.views = views;
        this.caller = caller;
    }

    @GET
    public List<ProjectView> list() {
        return projects.list(caller.account()).stream().map(views::of).toList();
    }

    @POST
    public Response create(@Nullable Creation creation) {
        var asked = creation == null ? new Creation(null, null) : creation;
        var project = projects.create(caller.account(), asked.name(), asked.template());
        return Response.created(URI.create("/api/projects/" + project.id()))
                .entity(views.of(project))
                .build();
    }

    @GET
    @Path("{id}")
    public ProjectView get(@PathParam("id") String id) {
        return views.of(access.require(caller.account(), id));
    }

    @PATCH
    @Path("{id}")
    public ProjectView rename(@PathParam("id") String id, @Nullable Change change) {
        return views.of(projects.rename(caller.account(), ProjectId.parse(id), change == null ? null : change.name()));
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") String id) {
        projects.delete(caller.account(), ProjectId.parse(id));
    }
}

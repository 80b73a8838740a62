package dev.vivarium.server.terminal;

import dev.vivarium.server.account.Caller;
import dev.vivarium.server.project.ProjectAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** The terminals of a project. */
@Path("/api/projects/{id}/terminals")
@RunOnVirtualThread
class TerminalResource {

    private final TerminalService terminals;
    private final ProjectAccess projects;
    private final Caller caller;

    TerminalResource(TerminalService terminals, ProjectAccess projects, Caller caller) {
        this.terminals = terminals;
        this.projects = projects;
        this.caller = caller;
    }

    @GET
    public List<Terminal> list(@PathParam("id") String id) {
        return terminals.list(projects.require(caller.account(), id));
    }

    @DELETE
    @Path("{name}")
    public void delete(@PathParam("id") String id, @PathParam("name") String name) {
        terminals.delete(projects.require(caller.account(), id), TerminalName.parse(name));
    }
}

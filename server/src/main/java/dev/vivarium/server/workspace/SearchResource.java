package dev.vivarium.server.workspace;

import dev.vivarium.server.account.Caller;
import dev.vivarium.server.project.ProjectAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Full-text search in a project, streamed while it runs. */
@Path("/api/projects/{id}/search")
@RunOnVirtualThread
class SearchResource {

    private final ProjectAccess projects;
    private final Caller caller;
    private final Workspaces workspaces;

    SearchResource(ProjectAccess projects, Caller caller, Workspaces workspaces) {
        this.projects = projects;
        this.caller = caller;
        this.workspaces = workspaces;
    }

    @GET
    @Operation(summary = "Lines that hold a text or match a pattern (RE2), as NDJSON")
    public Response search(
            @PathParam("id") String id,
            @QueryParam("q") @Nullable String text,
            @QueryParam("regex") @Nullable String regex,
            @QueryParam("case") @Nullable String caseSensitive,
            @QueryParam("all") @Nullable String everywhere,
            RoutingContext context) {
        var workspace = workspaces.open(projects.require(caller.account(), id).id());
        var query = SearchQuery.parse(text, isSet(regex), isSet(caseSensitive), isSet(everywhere));
        var response = context.response();
        StreamingOutput lines = out -> {
            try (var sink = new SearchLines(out, response)) {
                workspace.search(query, sink);
            }
        };
        return Response.ok(lines, "application/x-ndjson").build();
    }

    private static boolean isSet(@Nullable String flag) {
        return "true".equals(flag) || "1".equals(flag);
    }
}

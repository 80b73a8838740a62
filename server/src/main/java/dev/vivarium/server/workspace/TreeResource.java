package dev.vivarium.server.workspace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vivarium.server.account.Caller;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.ProjectAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What is in a folder of a project. */
@Path("/api/projects/{id}/tree")
@RunOnVirtualThread
class TreeResource {

    private static final int MAX_DEPTH = 10;
    private static final JsonFactory JSON = new JsonFactory();

    private final ProjectAccess projects;
    private final Caller caller;
    private final Workspaces workspaces;

    TreeResource(ProjectAccess projects, Caller caller, Workspaces workspaces) {
        this.projects = projects;
        this.caller = caller;
        this.workspaces = workspaces;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The files and folders in a folder, folders first")
    @Parameter(name = "path", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "depth", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    public StreamingOutput list(@PathParam("id") String id, RoutingContext context) {
        var project = projects.require(caller.account(), id).id();
        var query = context.request().query();
        var path = WorkspacePath.parse(RawQuery.parameter(query, "path").orElse(""));
        var tree = workspaces.open(project).tree(path, depth(query));
        return out -> {
            try (var json = JSON.createGenerator(out)) {
                write(json, tree);
            }
        };
    }

    private static int depth(String query) {
        var given = RawQuery.parameter(query, "depth").orElse("1");
        if (!given.matches("[1-9][0-9]?") || Integer.parseInt(given) > MAX_DEPTH) {
            throw new PlatformException(ErrorCode.INVALID, "depth must be a number from 1 to " + MAX_DEPTH + ".");
        }
        return Integer.parseInt(given);
    }

    private static void write(JsonGenerator json, Tree tree) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", tree.path().value());
        writeEntries(json, tree, tree.path());
        json.writeBooleanField("truncated", tree.truncated());
        json.writeEndObject();
    }

    private static void writeEntries(JsonGenerator json, Tree tree, WorkspacePath folder) throws IOException {
        var entries = tree.folders().get(folder);
        if (entries == null) {
            return;
        }
        json.writeArrayFieldStart("entries");
        for (var entry : entries) {
            json.writeStartObject();
            json.writeStringField("path", entry.path().value());
            json.writeStringField("name", entry.name());
            json.writeStringField("type", entry.type().word());
            json.writeNumberField("size", entry.size());
            json.writeStringField("modifiedAt", entry.modifiedAt().toString());
            if (entry.type() == TreeEntry.Type.DIRECTORY && !entry.link()) {
                writeEntries(json, tree, entry.path());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

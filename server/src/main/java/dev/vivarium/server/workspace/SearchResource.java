package dev.vivarium.server.workspace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vivarium.server.account.Caller;
import dev.vivarium.server.project.ProjectAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Full-text search in a project, streamed while it runs. */
@Path("/api/projects/{id}/search")
@RunOnVirtualThread
class SearchResource {

    private static final JsonFactory JSON = new JsonFactory();

    private final ProjectAccess projects;
    private final Caller caller;
    private final Workspaces workspaces;

    SearchResource(ProjectAccess projects, Caller caller, Workspaces workspaces) {
        this.projects = projects;
        this.caller = caller;
        this.workspaces = workspaces;
    }

    @GET
    @Produces("application/x-ndjson")
    @Operation(summary = "Lines that hold a text or match a pattern (RE2), as NDJSON")
    StreamingOutput search(
            @PathParam("id") String id,
            @QueryParam("q") @Nullable String text,
            @QueryParam("regex") @DefaultValue("false") boolean regex,
            @QueryParam("case") @DefaultValue("false") boolean caseSensitive,
            @QueryParam("all") @DefaultValue("false") boolean everywhere,
            RoutingContext context) {
        var workspace = workspaces.open(projects.require(caller.account(), id).id());
        var query = SearchQuery.parse(text, regex, caseSensitive, everywhere);
        var response = context.response();
        return out -> {
            try (var json = JSON.createGenerator(out)) {
                json.setRootValueSeparator(null);
                json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
                workspace.search(query, new Lines(json, out, response));
            }
        };
    }

    /** One JSON object per line. What was found goes out when a file was slow to search, or much has been found. */
    private record Lines(JsonGenerator json, OutputStream out, HttpServerResponse response) implements SearchSink {

        @Override
        public void accept(SearchMatch match) throws IOException {
            json.writeStartObject();
            json.writeStringField("path", match.path().value());
            json.writeNumberField("line", match.line());
            json.writeNumberField("column", match.column());
            json.writeStringField("text", match.text());
            json.writeEndObject();
            json.writeRaw('\n');
        }

        @Override
        public void truncated() throws IOException {
            json.writeStartObject();
            json.writeBooleanField("truncated", true);
            json.writeEndObject();
            json.writeRaw('\n');
        }

        @Override
        public boolean isOpen() {
            return !response.closed();
        }
    }
}

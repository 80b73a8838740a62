package dev.vivarium.server.workspace;

import dev.vivarium.server.account.Caller;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.ProjectAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Single files and folders of a project. */
@Path("/api/projects/{id}/files")
@RunOnVirtualThread
class FilesResource {

    record Write(@Nullable String path, @Nullable String content) {}

    record Create(@Nullable String path, @Nullable String type) {}

    record Rename(@Nullable String from, @Nullable String to) {}

    private final ProjectAccess projects;
    private final Caller caller;
    private final Workspaces workspaces;

    FilesResource(ProjectAccess projects, Caller caller, Workspaces workspaces) {
        this.projects = projects;
        this.caller = caller;
        this.workspaces = workspaces;
    }

    @GET
    @Operation(summary = "The bytes of a file; honours If-None-Match and Range")
    @Parameter(name = "path", in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    public Response read(@PathParam("id") String id, RoutingContext context) throws IOException {
        return FileResponse.of(open(id, context), context.request(), true);
    }

    @HEAD
    @Operation(hidden = true)
    public Response head(@PathParam("id") String id, RoutingContext context) throws IOException {
        return FileResponse.of(open(id, context), context.request(), false);
    }

    private FileContent open(String id, RoutingContext context) {
        return workspace(id).read(RawQuery.requiredPath(context.request().query()));
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Writes a file in one step; makes the folders on the way")
    public Response write(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            InputStream body,
            RoutingContext context) {
        var path = RawQuery.requiredPath(context.request().query());
        if (length != null && length > Workspace.MAX_FILE_BYTES) {
            throw Staging.tooLarge(Workspace.MAX_FILE_BYTES);
        }
        var bounded = new dev.vivarium.server.workspace.RequestBody(body, Workspace.MAX_FILE_BYTES);
        return written(workspace(id).write(path, bounded, Precondition.of(ifMatch, ifNoneMatch)));
    }

    @PUT
    @Path("write")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Writes a text file")
    public Response writeText(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = Write.class))) InputStream body) {
        var workspace = workspace(id);
        var write = JsonBody.read(body, Write.class);
        if (write.content() == null) {
            throw new PlatformException(ErrorCode.INVALID, "Send {\"path\", \"content\"}: the content is missing.");
        }
        var content = new ByteArrayInputStream(JsonBody.utf8(write.content()));
        return written(
                workspace.write(WorkspacePath.parse(write.path()), content, Precondition.of(ifMatch, ifNoneMatch)));
    }

    private static Response written(Workspace.Written written) {
        return Response.status(written.created() ? Response.Status.CREATED : Response.Status.NO_CONTENT)
                .header(HttpHeaders.ETAG, written.etag().value())
                .build();
    }

    @DELETE
    @Operation(summary = "Deletes a file, or a folder with all that is in it")
    public Response delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            RoutingContext context) {
        workspace(id).delete(RawQuery.requiredPath(context.request().query()), Precondition.of(ifMatch, null));
        return Response.noContent().build();
    }

    @DELETE
    @Path("delete")
    @Operation(summary = "The same as DELETE of files")
    public Response deleteByName(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            RoutingContext context) {
        return delete(id, ifMatch, context);
    }

    @POST
    @Path("create")
    @Operation(summary = "Makes an empty file, or a folder")
    public Response create(@PathParam("id") String id, @Nullable Create create) {
        var path = WorkspacePath.parse(create == null ? null : create.path());
        switch (create == null || create.type() == null ? "" : create.type()) {
            case "file" -> workspace(id).createFile(path);
            case "directory" -> workspace(id).createFolder(path);
            default -> throw BatchRequest.unknownType();
        }
        return Response.status(Response.Status.CREATED).build();
    }

    @POST
    @Path("rename")
    @Operation(summary = "Renames or moves a file or folder; replaces nothing")
    public Response rename(@PathParam("id") String id, @Nullable Rename rename) {
        var from = WorkspacePath.parse(rename == null ? null : rename.from());
        workspace(id).rename(from, WorkspacePath.parse(rename == null ? null : rename.to()));
        return Response.noContent().build();
    }

    @POST
    @Path("batch")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Several changes, all or none")
    public BatchRequest.Answer batch(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = BatchRequest.class))) InputStream body) {
        var workspace = workspace(id);
        var operations = JsonBody.read(body, BatchRequest.class).parse();
        return BatchRequest.answer(operations, workspace.batch(operations));
    }

    private Workspace workspace(String id) {
        return workspaces.open(projects.require(caller.account(), id).id());
    }
}

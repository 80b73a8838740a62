package dev.vivarium.server.run;

import dev.vivarium.sandbox.ExecReader;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.server.account.Caller;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectAccess;
import dev.vivarium.server.sandbox.SandboxService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs over HTTP. */
@Path("/api/runs")
@RunOnVirtualThread
class RunResource {

    private static final int MAX_ARGUMENTS = 1000;
    private static final int MAX_ARGUMENT_LENGTH = 128 * 1024;

    /** Either a command or an action. */
    record Request(
            @Nullable String projectId,
            @Nullable List<String> cmd,
            @Nullable String action) {}

    private final RunService runs;
    private final ProjectAccess projects;
    private final Caller caller;

    RunResource(RunService runs, ProjectAccess projects, Caller caller) {
        this.runs = runs;
        this.projects = projects;
        this.caller = caller;
    }

    @POST
    public Response create(@Nullable Request request) {
        if (request == null || request.projectId() == null) {
            throw new PlatformException(
                    ErrorCode.INVALID, "Send {\"projectId\", \"cmd\": […]} or {\"projectId\", \"action\"}.");
        }
        var project = projects.require(caller.account(), request.projectId());
        var run = start(project, request);
        return Response.created(URI.create("/api/runs/" + run.id())).entity(run).build();
    }

    private Run start(Project project, Request request) {
        var command = request.cmd();
        var action = request.action();
        if ((command == null) == (action == null)) {
            throw new PlatformException(ErrorCode.INVALID, "Send either \"cmd\" or \"action\".");
        }
        return action != null ? runs.start(project, action) : runs.start(project, checked(command));
    }

    private static List<String> checked(@Nullable List<String> command) {
        if (command == null || command.isEmpty() || command.size() > MAX_ARGUMENTS) {
            throw new PlatformException(ErrorCode.INVALID, "\"cmd\" has 1 to 1000 arguments, the program first.");
        }
        for (var argument : command) {
            if (argument == null || argument.length() > MAX_ARGUMENT_LENGTH || argument.indexOf('\0') >= 0) {
                throw new PlatformException(
                        ErrorCode.INVALID, "An argument of \"cmd\" is text of at most 128 KiB without NUL.");
            }
        }
        if (command.getFirst().isBlank()) {
            throw new PlatformException(ErrorCode.INVALID, "\"cmd\" begins with the program to run.");
        }
        return command;
    }

    @GET
    public List<Run> list(@QueryParam("projectId") @Nullable String projectId) {
        if (projectId == null) {
            throw new PlatformException(ErrorCode.INVALID, "Say whose runs: ?projectId=.");
        }
        return runs.list(projects.require(caller.account(), projectId));
    }

    @GET
    @Path("{run}")
    public Run get(@PathParam("run") String id) {
        return require(id);
    }

    @DELETE
    @Path("{run}")
    public Run stop(@PathParam("run") String id) {
        return runs.stop(require(id));
    }

    /** The bytes kept from {@code since} up to what is there now. */
    @GET
    @Path("{run}/log")
    public Response log(@PathParam("run") String id, @QueryParam("since") @DefaultValue("0") long since)
            throws SandboxException {
        var run = require(id);
        if (since < 0) {
            throw new PlatformException(ErrorCode.INVALID, "\"since\" is an offset in bytes, 0 or more.");
        }
        var exec = runs.find(run.id());
        if (exec.isEmpty()) {
            return log(0, 0, out -> {});
        }
        long end = end(exec.get().status());
        if (since >= end) {
            return log(end, end, out -> {});
        }
        var reader = exec.get().attach(since);
        try {
            var first = firstBytes(reader);
            return log(first.offset(), end, out -> copy(reader, first, end, out));
        } catch (InterruptedException interrupted) {
            reader.close();
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorCode.INTERNAL, "The server is ending.", interrupted);
        }
    }

    private static long end(ExecStatus status) {
        return switch (status) {
            case ExecStatus.Running running -> running.logEnd();
            case ExecStatus.Exited exited -> exited.logEnd();
        };
    }

    private static Response log(long start, long end, StreamingOutput body) {
        return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM)
                .header("X-Log-Start", start)
                .header("X-Log-End", end)
                .build();
    }

    private static Item.Bytes firstBytes(ExecReader reader) throws InterruptedException {
        while (true) {
            switch (reader.read()) {
                case Item.Bytes bytes -> {
                    return bytes;
                }
                case Item.Gap ignored -> {}
                case Item.End end -> {
                    return new Item.Bytes(end.status().logEnd(), new byte[0]);
                }
                case Item.Stalled ignored -> throw gone();
                case Item.Closed ignored -> throw gone();
            }
        }
    }

    private static PlatformException gone() {
        return SandboxService.failure(
                new SandboxException(SandboxException.Reason.UNAVAILABLE, "The sandbox manager does not answer."));
    }

    private static void copy(ExecReader reader, Item.Bytes first, long end, OutputStream out) throws IOException {
        try (reader) {
            Item item = first;
            while (true) {
                switch (item) {
                    case Item.Bytes(long offset, byte[] bytes) -> {
                        out.write(bytes, 0, (int) Math.clamp(end - offset, 0, bytes.length));
                        if (offset + bytes.length >= end) {
                            return;
                        }
                    }
                    case Item.Gap ignored -> {}
                    case Item.End ignored -> {
                        return;
                    }
                    case Item.Stalled ignored -> {
                        return;
                    }
                    case Item.Closed ignored -> {
                        return;
                    }
                }
                item = reader.read();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private Run require(String id) {
        var run = runs.require(RunId.parse(id));
        // What belongs to others does not exist.
        if (projects.find(caller.account(), run.projectId()).isEmpty()) {
            throw RunId.absent();
        }
        return run;
    }
}

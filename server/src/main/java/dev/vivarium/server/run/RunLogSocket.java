package dev.vivarium.server.run;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.server.account.Caller;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectAccess;
import dev.vivarium.server.sandbox.Presence;
import dev.vivarium.server.sandbox.SandboxService;
import dev.vivarium.server.stream.CloseCode;
import dev.vivarium.server.stream.Frames;
import dev.vivarium.server.stream.LogStream;
import dev.vivarium.server.stream.Offsets;
import dev.vivarium.server.stream.Sockets;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** {@code WS /api/runs/{id}/logs?since=}: a run's log from an offset on, and how it ended. */
@ApplicationScoped
class RunLogSocket {

    private record Opening(Project project, Run run, long since) {}

    private final RunService runs;
    private final SandboxService sandboxes;
    private final ProjectAccess projects;
    private final Frames frames;

    RunLogSocket(RunService runs, SandboxService sandboxes, ProjectAccess projects, Frames frames) {
        this.runs = runs;
        this.sandboxes = sandboxes;
        this.projects = projects;
        this.frames = frames;
    }

    void register(@Observes Router router) {
        router.get("/api/runs/:run/logs")
                .handler(context ->
                        Sockets.open(context, () -> judge(context), opened -> serve(opened.socket(), opened.judged())));
    }

    private Opening judge(RoutingContext context) {
        var since = Offsets.parse(context.request().getParam("since"));
        var run = runs.require(RunId.parse(context.pathParam("run")));
        var project = projects.find(Caller.of(context), run.projectId()).orElseThrow(RunId::absent);
        return new Opening(project, run, since);
    }

    private void serve(ServerWebSocket socket, Opening opening) {
        var stream = new LogStream(socket, frames);
        var presence = sandboxes.attend(opening.project(), Sockets.isOfPage(socket));
        socket.closeHandler(closed -> {
            presence.close();
            stream.cancel();
        });
        socket.textMessageHandler(text -> heed(text, stream, presence));
        Thread.ofVirtual().name("run-log-" + opening.run().id()).start(() -> stream(socket, stream, opening));
    }

    private void heed(String text, LogStream stream, Presence presence) {
        frames.parse(text).ifPresent(frame -> {
            switch (frame.path("type").asText()) {
                case "ack" -> stream.acknowledge(frame.path("offset").asLong());
                case "presence" ->
                    presence.report(
                            frame.path("visible").asBoolean(),
                            frame.path("used").asBoolean());
                default -> {}
            }
        });
    }

    private void stream(ServerWebSocket socket, LogStream stream, Opening opening) {
        try {
            stream.send(frames.frame("ready").put("since", opening.since()));
            var exec = process(stream, opening.run());
            if (exec.isPresent()) {
                stream.pump(exec.get().attach(opening.since()));
            } else {
                endWithoutProcess(stream, runs.require(opening.run().id()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            Sockets.close(socket, CloseCode.GOING_AWAY, "shutting-down");
        } catch (SandboxException | RuntimeException exception) {
            Sockets.close(
                    socket,
                    CloseCode.FAILED,
                    SandboxService.failure(exception).code().code());
        }
    }

    private Optional<Exec> process(LogStream stream, Run run) {
        var process = runs.process(run.id());
        if (!process.isDone()) {
            stream.notice("info", "waiting", "Waiting for the sandbox.");
        }
        return process.join();
    }

    private void endWithoutProcess(LogStream stream, Run run) {
        var message = run.message();
        if (message != null) {
            stream.notice("error", "not-started", message);
        }
        var exitCode = run.exitCode();
        var cause = run.cause();
        stream.exit(
                exitCode == null ? -1 : exitCode,
                cause == null ? null : Cause.ofCode(cause).orElse(null));
    }
}

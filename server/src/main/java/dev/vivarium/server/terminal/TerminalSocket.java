package dev.vivarium.server.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vivarium.sandbox.Exec;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.TerminalSize;
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
import org.jboss.logging.Logger;

/** {@code WS /api/terminals/{projectId}?terminal=&since=}: an interactive shell. */
@ApplicationScoped
class TerminalSocket {

    private static final Logger LOG = Logger.getLogger(TerminalSocket.class);

    private record Opening(Project project, TerminalName name, long since) {}

    private record Session(LogStream stream, Keyboard keyboard, Presence presence, Project project) {

        void close() {
            presence.close();
            keyboard.close();
            stream.cancel();
        }
    }

    private final TerminalService terminals;
    private final SandboxService sandboxes;
    private final ProjectAccess projects;
    private final Frames frames;

    TerminalSocket(TerminalService terminals, SandboxService sandboxes, ProjectAccess projects, Frames frames) {
        this.terminals = terminals;
        this.sandboxes = sandboxes;
        this.projects = projects;
        this.frames = frames;
    }

    void register(@Observes Router router) {
        router.get("/api/terminals/:project")
                .handler(context ->
                        Sockets.open(context, () -> judge(context), opened -> serve(opened.socket(), opened.judged())));
    }

    private Opening judge(RoutingContext context) {
        var project = projects.require(Caller.of(context), context.pathParam("project"));
        var since = Offsets.parse(context.request().getParam("since"));
        var name = context.request().getParam("terminal");
        return new Opening(
                project,
                name == null || name.isEmpty() ? terminals.freeName(project) : TerminalName.parse(name),
                since);
    }

    private void serve(ServerWebSocket socket, Opening opening) {
        var session = new Session(
                new LogStream(socket, frames),
                new Keyboard(socket),
                sandboxes.attend(opening.project(), Sockets.isOfPage(socket)),
                opening.project());
        socket.closeHandler(closed -> session.close());
        socket.binaryMessageHandler(keys -> {
            sandboxes.touch(opening.project().id());
            session.keyboard().type(keys.getBytes());
        });
        socket.textMessageHandler(text -> frames.parse(text).ifPresent(frame -> heed(frame, session)));
        Thread.ofVirtual().name("terminal-" + opening.name()).start(() -> run(socket, session, opening));
    }

    private void heed(JsonNode frame, Session session) {
        switch (frame.path("type").asText()) {
            case "resize" -> {
                int columns = frame.path("cols").asInt();
                int rows = frame.path("rows").asInt();
                if (columns >= 1 && columns <= 1000 && rows >= 1 && rows <= 1000) {
                    session.keyboard().resize(new TerminalSize(columns, rows));
                }
            }
            case "ack" -> session.stream().acknowledge(frame.path("offset").asLong());
            case "presence" ->
                session.presence()
                        .report(
                                frame.path("visible").asBoolean(),
                                frame.path("used").asBoolean());
            default -> {}
        }
    }

    private void run(ServerWebSocket socket, Session session, Opening opening) {
        var stream = session.stream();
        try {
            stream.send(frames.frame("ready")
                    .put("terminal", opening.name().value())
                    .put("since", opening.since()));
            var exec = open(session, opening);
            Thread.ofVirtual().name("keyboard-" + opening.name()).start(() -> type(session, exec));
            stream.pump(exec.attach(opening.since()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            Sockets.close(socket, CloseCode.GOING_AWAY, "shutting-down");
        } catch (SandboxException | RuntimeException exception) {
            var failure = SandboxService.failure(exception);
            stream.notice("error", failure.code().code(), failure.safeMessage());
            Sockets.close(socket, CloseCode.FAILED, failure.code().code());
        }
    }

    private Exec open(Session session, Opening opening) {
        var opened = terminals.open(
                opening.project(), opening.name(), session.keyboard().size());
        if (!opened.isDone() && sandboxes.running(opening.project().id()).isEmpty()) {
            session.stream().notice("info", "sandbox-starting", "Starting the sandbox.");
        }
        return opened.join();
    }

    private static void type(Session session, Exec exec) {
        try {
            session.keyboard().connect(exec);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (SandboxException exception) {
            LOG.debugf("keys not delivered: %s", exception.getMessage());
        }
    }
}

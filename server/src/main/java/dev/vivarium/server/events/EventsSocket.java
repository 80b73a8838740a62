package dev.vivarium.server.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vivarium.server.account.Caller;
import dev.vivarium.server.project.Project;
import dev.vivarium.server.project.ProjectAccess;
import dev.vivarium.server.project.ProjectFeed;
import dev.vivarium.server.run.RunsOfProject;
import dev.vivarium.server.sandbox.Presence;
import dev.vivarium.server.sandbox.SandboxService;
import dev.vivarium.server.stream.CloseCode;
import dev.vivarium.server.stream.Frames;
import dev.vivarium.server.stream.Sockets;
import dev.vivarium.server.terminal.TerminalService;
import dev.vivarium.server.workspace.WorkspaceWatch;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** {@code WS /api/projects/{id}/events}: all that happens in a project, to one client. */
@ApplicationScoped
class EventsSocket {

    private static final Logger LOG = Logger.getLogger(EventsSocket.class);

    private final ProjectAccess projects;
    private final ProjectFeed feed;
    private final SandboxService sandboxes;
    private final RunsOfProject runs;
    private final TerminalService terminals;
    private final WorkspaceWatch files;
    private final Frames frames;

    EventsSocket(
            ProjectAccess projects,
            ProjectFeed feed,
            SandboxService sandboxes,
            RunsOfProject runs,
            TerminalService terminals,
            WorkspaceWatch files,
            Frames frames) {
        this.projects = projects;
        this.feed = feed;
        this.sandboxes = sandboxes;
        this.runs = runs;
        this.terminals = terminals;
        this.files = files;
        this.frames = frames;
    }

    void register(@Observes Router router) {
        router.get("/api/projects/:id/events")
                .handler(context -> Sockets.open(
                        context,
                        () -> projects.require(Caller.of(context), context.pathParam("id")),
                        opened -> serve(opened.socket(), opened.judged())));
    }

    private void serve(ServerWebSocket socket, Project project) {
        var outbox = new Outbox(socket, frames);
        var presence = sandboxes.attend(project, Sockets.isOfPage(socket));
        socket.textMessageHandler(text -> frames.parse(text).ifPresent(frame -> heed(frame, presence)));
        // Subscribed before the state is read: what happens meanwhile comes after hello.
        var unsubscribe = feed.subscribe(project.id(), event -> outbox.send(frames.frame(event.type(), event)));
        Thread.ofVirtual().name("events-" + project.id()).start(() -> {
            try (presence;
                    var watch = files.subscribe(project.id(), change -> outbox.send(FileFrames.of(frames, change)))) {
                outbox.run(hello(project));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (Exception exception) {
                LOG.errorf(exception, "events of project ended id=%s", project.id());
                Sockets.close(socket, CloseCode.FAILED, "internal");
            } finally {
                unsubscribe.run();
            }
        });
        socket.closeHandler(ended -> outbox.close());
    }

    private JsonNode hello(Project project) {
        var hello = frames.frame("hello");
        hello.set("sandbox", frames.tree(sandboxes.view(project)));
        hello.set("runs", frames.tree(runs.list(project)));
        hello.set("terminals", frames.tree(terminals.views(project)));
        return hello;
    }

    private static void heed(JsonNode frame, Presence presence) {
        if ("presence".equals(frame.path("type").asText())) {
            presence.report(
                    frame.path("visible").asBoolean(), frame.path("used").asBoolean());
        }
    }
}

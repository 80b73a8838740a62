package dev.vivarium.server.stream;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.platform.Problem;
import dev.vivarium.server.platform.http.Problems;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Raw WebSockets of Vert.x: the request is judged on a virtual thread first, so that a refusal is still an HTTP problem. */
public final class Sockets {

    private static final Logger LOG = Logger.getLogger(Sockets.class);
    private static final int MAX_REASON_BYTES = 123;

    private Sockets() {}

    /**
     * @param judge blocks as it likes; throws {@link PlatformException} to refuse
     * @param opened called on the event loop, before a frame can be missed
     */
    public static <T> void open(RoutingContext context, Supplier<T> judge, Consumer<Opened<T>> opened) {
        var request = context.request();
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            Problems.send(
                    context.response(),
                    Problem.of(ErrorCode.MALFORMED_REQUEST, "This address is a WebSocket; open it as one."));
            return;
        }
        request.pause();
        var loop = context.vertx().getOrCreateContext();
        Thread.ofVirtual().name("open-socket").start(() -> {
            try {
                var judged = judge.get();
                loop.runOnContext(ignored -> request.toWebSocket().onSuccess(socket -> {
                    socket.pause();
                    opened.accept(new Opened<>(socket, judged));
                    socket.resume();
                }));
            } catch (PlatformException refused) {
                loop.runOnContext(ignored -> Problems.send(context.response(), Problem.of(refused)));
            } catch (RuntimeException exception) {
                LOG.error("socket not opened", exception);
                loop.runOnContext(ignored -> Problems.send(
                        context.response(),
                        Problem.of(ErrorCode.INTERNAL, "Something went wrong on the server; its log has the reason.")));
            }
        });
    }

    /** Browsers send an Origin with every socket, scripts do not. */
    public static boolean isOfPage(ServerWebSocket socket) {
        return socket.headers().contains("Origin");
    }

    public record Opened<T>(ServerWebSocket socket, T judged) {}

    /** Closes once; a reason is cut to what a close frame holds (RFC 6455, 5.5). */
    public static void close(ServerWebSocket socket, CloseCode code, String reason) {
        if (!socket.isClosed()) {
            var cut = reason;
            while (cut.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
                cut = cut.substring(0, cut.length() - 1);
            }
            socket.close((short) code.number(), cut);
        }
    }
}

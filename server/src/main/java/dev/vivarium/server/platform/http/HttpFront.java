package dev.vivarium.server.platform.http;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.Problem;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Listens, and decides by the Host of a request where it goes: to the IDE (Quarkus' routes) or to a preview. Ours rather than
 * Quarkus' own listener, so that previews never meet the IDE's routes and even an unreadable request is answered by a problem.
 */
@ApplicationScoped
public class HttpFront {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** What the framework would answer with nothing but the status. */
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final long MAX_BODY = 512L * 1024 * 1024;
    private static final long LINGER_MS = 1_000;
    private static final long MAX_SILENCE_MS = 20_000;
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 32 * 1024;

    private final Vertx vertx;
    private final AddressConfig config;
    private final Addresses addresses;
    private final SecurityHeaders securityHeaders;
    private final HostHandler previews;

    HttpFront(
            Vertx vertx,
            AddressConfig config,
            Addresses addresses,
            SecurityHeaders securityHeaders,
            HostHandler previews) {
        this.vertx = vertx;
        this.config = config;
        this.addresses = addresses;
        this.securityHeaders = securityHeaders;
        this.previews = previews;
    }

    /** Opens the port. @throws CompletionException with the reason when it cannot be had */
    public void listen() {
        var root = VertxHttpRecorder.getRootHandler();
        var options = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(() -> new Listener(root), options)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private final class Listener extends AbstractVerticle {

        private final Handler<HttpServerRequest> ide;
        /** Connections without a request so far, with the timer that ends them. On this listener's event loop alone. */
        private final Map<HttpConnection, Long> silent = new HashMap<>();

        Listener(Handler<HttpServerRequest> ide) {
            this.ide = ide;
        }

        @Override
        public void start(Promise<Void> started) {
            var options = new HttpServerOptions()
                    .setHost(config.host())
                    .setPort(config.port())
                    .setMaxInitialLineLength(MAX_LINE)
                    .setMaxHeaderSize(MAX_HEADERS)
                    .setMaxWebSocketFrameSize(1024 * 1024)
                    .setMaxWebSocketMessageSize(1024 * 1024)
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setPerFrameWebSocketCompressionSupported(false)
                    // TLS and HTTP/2 end at a proxy in front, if there is one.
                    .setHttp2ClearTextEnabled(false)
                    .setIdleTimeout(0);
            vertx.createHttpServer(options)
                    .connectionHandler(this::expectRequest)
                    .requestHandler(this::dispatch)
                    .invalidRequestHandler(HttpFront.this::refuseUnreadable)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        /** Who connects and does not say what for would hold a descriptor for nothing. */
        private void expectRequest(HttpConnection connection) {
            silent.put(connection, vertx.setTimer(MAX_SILENCE_MS, timer -> {
                silent.remove(connection);
                connection.close();
            }));
            connection.closeHandler(closed -> heard(connection));
        }

        private void heard(HttpConnection connection) {
            var timer = silent.remove(connection);
            if (timer != null) {
                vertx.cancelTimer(timer);
            }
        }

        private void dispatch(HttpServerRequest request) {
            heard(request.connection());
            if (!isPlain(request)) {
                securityHeaders.addTo(request, request.response());
                Problems.send(
                        request.response(),
                        Problem.of(
                                ErrorCode.MALFORMED_REQUEST,
                                "A request has one Host, at most one Origin, and a path as its target."));
                return;
            }
            switch (addresses.classify(request.getHeader("Host"))) {
                case HostName.Ide ignored -> {
                    securityHeaders.addTo(request, request.response());
                    if (isForeign(request)) {
                        Problems.send(
                                request.response(),
                                Problem.of(
                                        ErrorCode.FOREIGN_ORIGIN,
                                        "A page of another origin may not do this. Call from the IDE's own address, or without an Origin."));
                    } else if (BROKEN_ESCAPE.matcher(request.uri()).find()) {
                        Problems.send(
                                request.response(),
                                Problem.of(
                                        ErrorCode.MALFORMED_REQUEST,
                                        "The address holds a % that two hexadecimal digits do not follow. Write %25 for a plain one."));
                    } else if (isTooLarge(request)) {
                        refuseBody(request);
                    } else {
                        letBodyCome(request);
                        ide.handle(request);
                    }
                }
                case HostName.Preview preview -> {
                    letBodyCome(request);
                    previews.handle(request, preview);
                }
                case HostName.Unknown unknown -> {
                    securityHeaders.addTo(request, request.response());
                    Problems.send(
                            request.response(),
                            Problem.of(
                                    ErrorCode.UNKNOWN_HOST,
                                    "This server is not known by that host name. Use " + addresses.ideUrl()
                                            + ", or set PUBLIC_URL to the address you use."));
                }
            }
        }
    }

    /** What two readers could understand in two ways (RFC 9112, 3.2) is for none. */
    private static boolean isPlain(HttpServerRequest request) {
        var headers = request.headers();
        return headers.getAll(HttpHeaders.HOST).size() == 1
                && headers.getAll(HttpHeaders.ORIGIN).size() <= 1
                && (request.uri().startsWith("/") || request.uri().equals("*"));
    }

    private static boolean isTooLarge(HttpServerRequest request) {
        try {
            var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length != null && Long.parseLong(length) > MAX_BODY;
        } catch (NumberFormatException beyondLong) {
            return true;
        }
    }

    /** Before the body is sent, where the client waits to be told; it would be read to no end otherwise. */
    private static void refuseBody(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.CONNECTION, "close");
        Problems.send(
                request.response(), Problem.of(ErrorCode.TOO_LARGE, "The body is larger than the 512 MiB allowed."));
    }

    /** RFC 9110, 10.1.1. */
    private static void letBodyCome(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    private boolean isForeign(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        boolean changesState = !SAFE.contains(request.method());
        boolean opensSocket = request.headers().contains("Upgrade");
        return (changesState || opensSocket) && !addresses.isOurs(origin, String.valueOf(request.getHeader("Host")));
    }

    private void refuseUnreadable(HttpServerRequest request) {
        securityHeaders.addTo(request, request.response());
        request.response().putHeader("Connection", "close");
        Problems.send(request.response(), unreadable(request.decoderResult().cause()));
        // What the client still sends is read and dropped meanwhile: closed over unread bytes, it would never see the
        // answer.
        vertx.setTimer(LINGER_MS, timer -> request.connection().close());
    }

    private static Problem unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException tooLong ->
                Problem.of(
                        ErrorCode.URI_TOO_LONG, "The request line is longer than 8 KiB. Send long values in the body.");
            case TooLongHttpHeaderException tooLong ->
                Problem.of(ErrorCode.HEADERS_TOO_LARGE, "The request headers are larger than 32 KiB.");
            case TooLongFrameException tooLong ->
                Problem.of(ErrorCode.HEADERS_TOO_LARGE, "The request head is too large.");
            case null, default -> Problem.of(ErrorCode.MALFORMED_REQUEST, "This is not a readable HTTP request.");
        };
    }
}

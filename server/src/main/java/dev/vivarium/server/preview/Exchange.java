package dev.vivarium.server.preview;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Set;

/** One request on its way to an app and back, streamed in both directions. On one event loop. */
final class Exchange {

    private static final Set<HttpMethod> REPEATABLE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final HttpClient client;
    private final HttpServerRequest request;
    private final RequestHead head;
    private final Backend.Reachable backend;
    private final Events events;
    private final boolean hasBody;
    private final boolean upgrade;
    private boolean repeated;
    private boolean over;

    /** What happens to it. */
    interface Events {

        /** Something came from the app, or passed a socket. */
        void passed();

        /** The app gave no answer; nothing was sent to the browser. */
        void unanswered(Throwable cause);

        /** Nothing of it is open any more. Once. */
        void ended();
    }

    Exchange(HttpClient client, HttpServerRequest request, RequestHead head, Backend.Reachable backend, Events events) {
        this.client = client;
        this.request = request;
        this.head = head;
        this.backend = backend;
        this.events = events;
        this.hasBody = hasBody(request);
        this.upgrade = isWebSocket(request);
    }

    void start() {
        var response = request.response();
        response.endHandler(ignored -> end());
        response.closeHandler(ignored -> end());
        if (response.closed()) {
            end();
            return;
        }
        forward();
    }

    private void end() {
        if (!over) {
            over = true;
            events.ended();
        }
    }

    private void forward() {
        if (hasBody || upgrade) {
            request.pause();
        }
        var options = new RequestOptions()
                .setServer(SocketAddress.domainSocketAddress(backend.socket().toString()))
                .setHost("localhost")
                .setPort(backend.port())
                .setMethod(request.method())
                .setURI(Target.originForm(request.uri()));
        client.request(options).onComplete(this::send, events::unanswered);
    }

    private void send(HttpClientRequest outgoing) {
        if (request.response().closed()) {
            outgoing.reset();
            return;
        }
        head.copy(request, outgoing.headers(), upgrade);
        request.response().closeHandler(ignored -> {
            outgoing.reset();
            end();
        });
        answer(outgoing).onComplete(this::receive, failure -> unanswered(outgoing, failure));
    }

    private Future<HttpClientResponse> answer(HttpClientRequest outgoing) {
        if (upgrade) {
            return outgoing.connect();
        }
        var answer = outgoing.response();
        if (!hasBody) {
            outgoing.end();
            return answer;
        }
        if (!outgoing.headers().contains("Content-Length")) {
            outgoing.setChunked(true);
        }
        // An app may answer before it has read everything, and close; what it did not want is read and dropped.
        request.pipe().endOnFailure(false).to(outgoing).onFailure(failure -> request.handler(null)
                .resume());
        return answer;
    }

    private void unanswered(HttpClientRequest outgoing, Throwable failure) {
        if (request.response().closed()) {
            return;
        }
        // A kept connection may be closed by the app just as it is used again.
        if (!repeated && !hasBody && REPEATABLE.contains(request.method())) {
            repeated = true;
            forward();
            return;
        }
        events.unanswered(failure);
    }

    private void receive(HttpClientResponse incoming) {
        events.passed();
        var outgoing = request.response();
        outgoing.setStatusCode(incoming.statusCode()).setStatusMessage(incoming.statusMessage());
        new ResponseHead(head).copy(incoming.headers(), outgoing.headers());
        if (upgrade && incoming.statusCode() == 101) {
            join(incoming, outgoing);
            return;
        }
        if (!hasBody) {
            request.resume();
        }
        new BodyPump(incoming, outgoing, events::passed).start();
    }

    private void join(HttpClientResponse incoming, HttpServerResponse outgoing) {
        outgoing.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
        var app = incoming.netSocket().pause();
        outgoing.closeHandler(null).endHandler(null);
        request.toNetSocket()
                .onComplete(browser -> new Relay(browser.pause(), app, events::passed, this::end).start(), failure -> {
                    app.close();
                    end();
                });
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length != null && !"0".equals(length) || request.headers().contains("Transfer-Encoding");
    }

    static boolean isWebSocket(HttpServerRequest request) {
        return request.method() == HttpMethod.GET && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }
}

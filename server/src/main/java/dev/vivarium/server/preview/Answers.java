package dev.vivarium.server.preview;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.platform.Problem;
import dev.vivarium.server.platform.http.Addresses;
import dev.vivarium.server.platform.http.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What the preview's host answers itself: a page to a person, a problem to a program; never a 200. */
final class Answers {

    private final Addresses addresses;

    Answers(Addresses addresses) {
        this.addresses = addresses;
    }

    void send(HttpServerRequest request, PreviewHost host, Notice notice) {
        // What is left of the body is read and dropped, so that the answer is not lost in a reset connection.
        request.resume();
        var response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (isNavigation(request)) {
            sendPage(request, addresses.ideUrl() + "/p/" + host.project(), notice);
        } else {
            prepare(response, notice);
            Problems.send(response, problem(notice));
        }
    }

    static void redirect(HttpServerRequest request, String location) {
        request.resume();
        request.response()
                .setStatusCode(303)
                .putHeader("Location", location)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }

    static boolean isNavigation(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            return false;
        }
        var mode = request.getHeader("Sec-Fetch-Mode");
        var accept = request.getHeader("Accept");
        return mode == null ? accept != null && accept.contains("text/html") : mode.equals("navigate");
    }

    private static void prepare(HttpServerResponse response, Notice notice) {
        response.setStatusCode(notice.code().status())
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        if (notice.code().status() == 503) {
            response.putHeader("Retry-After", "1");
        }
        if (notice.code() == ErrorCode.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
    }

    /** @param ide where the page's link leads */
    static void sendPage(HttpServerRequest request, String ide, Notice notice) {
        var page = NoticePage.of(notice, ide);
        var response = request.response();
        prepare(response, notice);
        response.putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", page.policy())
                .end(page.html());
    }

    private static Problem problem(Notice notice) {
        return Problem.of(new PlatformException(
                notice.code(), notice.detail(), Map.of("heading", notice.heading(), "ports", notice.ports()), null));
    }
}

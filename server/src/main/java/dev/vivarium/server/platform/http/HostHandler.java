package dev.vivarium.server.platform.http;

import io.vertx.core.http.HttpServerRequest;

/** Serves what comes for a preview's host name. It shares nothing with the IDE's origin: neither cookies nor routes. */
public interface HostHandler {

    /** Called on the event loop; must not block it. */
    void handle(HttpServerRequest request, HostName.Preview host);
}

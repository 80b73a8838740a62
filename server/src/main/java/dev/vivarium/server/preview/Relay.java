package dev.vivarium.server.preview;

import io.vertx.core.net.NetSocket;

/**
 * Joins two sockets after an upgrade: bytes both ways, each at the other's pace, and the end of one is the end of the other.
 *
 * @param passed called for each piece
 * @param closed called once the browser is gone
 */
record Relay(NetSocket browser, NetSocket app, Runnable passed, Runnable closed) {

    void start() {
        pump(browser, app);
        pump(app, browser);
        browser.closeHandler(ignored -> {
            app.end();
            closed.run();
        });
        app.closeHandler(ignored -> browser.end());
        browser.resume();
        app.resume();
    }

    private void pump(NetSocket from, NetSocket to) {
        from.handler(piece -> {
            passed.run();
            to.write(piece);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(ignored -> from.resume());
            }
        });
        from.exceptionHandler(failure -> from.close());
    }
}

package dev.vivarium.server.app;

import dev.vivarium.server.platform.Installation;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;

/** Serves the built web UI, and its page for every address that is a view of it. */
@ApplicationScoped
class WebUi {

    /** After all routes of ours, and before the framework's for resources, which answers 404 to what it does not know. */
    private static final int BEFORE_RESOURCES = 5_000;

    private final Path folder;

    WebUi(Installation installation) {
        this.folder = installation.web();
    }

    void register(@Observes Router router) {
        // Names under /assets carry a hash of their content.
        router.route("/assets/*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> {
                    context.response().putHeader("Cache-Control", "public, max-age=31536000, immutable");
                    context.next();
                })
                .handler(files("assets").setCachingEnabled(true));
        router.route()
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(BEFORE_RESOURCES)
                .handler(this::page);
    }

    private void page(RoutingContext context) {
        var path = context.normalizedPath();
        if (isServers(path)) {
            context.next();
            return;
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (name.contains(".") && !path.startsWith("/p/")) {
            files("").handle(context);
            return;
        }
        context.response()
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .sendFile(folder.resolve("index.html").toString())
                .onFailure(missing -> context.fail(404));
    }

    private static boolean isServers(String path) {
        return path.startsWith("/api") || path.startsWith("/q/") || path.startsWith("/preview") || path.equals("/auth");
    }

    private StaticHandler files(String below) {
        return StaticHandler.create(FileSystemAccess.ROOT, folder.resolve(below).toString())
                .setIndexPage("index.html")
                .setDirectoryListing(false)
                // A folder on the way to ours may be hidden.
                .setIncludeHidden(true);
    }
}

package dev.vivarium.server.preview;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a browser sees of an app's answer. */
record ResponseHead(RequestHead request) {

    private static final List<String> CONTENT_POLICIES =
            List.of("Content-Security-Policy", "Content-Security-Policy-Report-Only");

    /**
     * The app cannot forbid the IDE's frame: a foreign site that frames a preview has no cookie for it anyway.
     *
     * <p>{@code Clear-Site-Data} would clear the whole registrable domain, the IDE's cookies with it; {@code Alt-Svc} would send
     * browsers past this proxy.
     */
    void copy(MultiMap from, MultiMap to) {
        to.setAll(from);
        HopByHop.removeFrom(to);
        to.remove("X-Frame-Options");
        to.remove("Clear-Site-Data");
        to.remove("Alt-Svc");
        confineCookies(to);
        CONTENT_POLICIES.forEach(name -> allowFrame(to, name));
        rewriteLocation(to, "Location");
        rewriteLocation(to, "Content-Location");
        var allowed = to.get("Access-Control-Allow-Origin");
        if (allowed != null && allowed.equalsIgnoreCase(request.origin())) {
            to.set("Access-Control-Allow-Origin", request.preview().value());
        }
    }

    private static void confineCookies(MultiMap headers) {
        var cookies = headers.getAll("Set-Cookie");
        if (!cookies.isEmpty()) {
            headers.set(
                    "Set-Cookie",
                    cookies.stream()
                            .map(PreviewCookie::confined)
                            .flatMap(Optional::stream)
                            .toList());
        }
    }

    private static void allowFrame(MultiMap headers, String name) {
        var policies = headers.getAll(name);
        if (policies.stream().anyMatch(policy -> policy.toLowerCase(Locale.ROOT).contains("frame-ancestors"))) {
            headers.set(
                    name,
                    policies.stream()
                            .map(ResponseHead::withoutAncestors)
                            .filter(policy -> !policy.isBlank())
                            .toList());
        }
    }

    /** A field may carry several policies, separated by commas. */
    private static String withoutAncestors(String field) {
        return Arrays.stream(field.split(","))
                .map(policy -> Arrays.stream(policy.split(";"))
                        .filter(directive ->
                                !directive.strip().toLowerCase(Locale.ROOT).startsWith("frame-ancestors"))
                        .collect(Collectors.joining(";")))
                .filter(policy -> !policy.isBlank())
                .collect(Collectors.joining(","));
    }

    private void rewriteLocation(MultiMap headers, String name) {
        var location = headers.get(name);
        if (location == null) {
            return;
        }
        for (var inside : List.of("localhost", "127.0.0.1", "[::1]")) {
            var origin = "http://" + inside + (request.port() == 80 ? "" : ":" + request.port());
            if (startsWithOrigin(location, origin)) {
                headers.set(name, request.preview().value() + location.substring(origin.length()));
                return;
            }
        }
    }

    private static boolean startsWithOrigin(String location, String origin) {
        return location.regionMatches(true, 0, origin, 0, origin.length())
                && (location.length() == origin.length() || "/?#".indexOf(location.charAt(origin.length())) >= 0);
    }
}

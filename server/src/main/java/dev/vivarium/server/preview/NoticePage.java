package dev.vivarium.server.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;

/** A notice as a page that looks after itself, needs nothing from elsewhere, and runs no script but its own. */
record NoticePage(String html, String policy) {

    private static final String HTML = resource("notice.html");
    private static final String SCRIPT = resource("notice.js");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param ide address of the project in the IDE */
    static NoticePage of(Notice notice, String ide) {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        var html = HTML.replace("{{nonce}}", nonce)
                .replace("{{class}}", notice.waits() ? "waits" : "")
                .replace(
                        "{{script}}", notice.waits() ? "<script nonce=\"" + nonce + "\">\n" + SCRIPT + "</script>" : "")
                .replace("{{links}}", links(notice, ide))
                .replace("{{heading}}", escaped(notice.heading()))
                .replace("{{detail}}", escaped(notice.detail()));
        return new NoticePage(
                html,
                "default-src 'none'; style-src 'nonce-" + nonce + "'; script-src 'nonce-" + nonce
                        + "'; connect-src 'self'; base-uri 'none'; form-action 'none'");
    }

    private static String links(Notice notice, String ide) {
        var links = notice.ports().stream()
                .map(port -> "<a href=\"/.vivarium/port/" + port + "\">Port " + port + "</a>")
                .collect(Collectors.joining("\n"));
        if (!notice.waits()) {
            links += "<a href=\"" + escaped(ide) + "\" target=\"_blank\" rel=\"noopener\">Open the IDE</a>";
        }
        return links.isEmpty() ? "" : "<nav aria-label=\"Elsewhere\">\n" + links + "\n</nav>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(NoticePage.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}

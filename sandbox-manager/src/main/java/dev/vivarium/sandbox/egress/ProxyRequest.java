package dev.vivarium.sandbox.egress;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a program in a sandbox asks of the proxy. */
sealed interface ProxyRequest {

    /** Fields that concern one connection only (RFC 9110, 7.6.1), and those that we write ourselves. */
    Set<String> DROPPED = Set.of(
            "host",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "proxy-authenticate",
            "te",
            "upgrade");

    Target target();

    /** What goes to the target first. */
    ByteBuffer opening();

    /** A connection to the target, which is then none of our business. */
    record Tunnel(Target target, ByteBuffer opening) implements ProxyRequest {}

    /** One plain request; the connection ends with its answer, so that each is decided on its own. */
    record Plain(Target target, ByteBuffer opening) implements ProxyRequest {}

    static ProxyRequest of(Head head) throws MalformedHeadException {
        var words = head.firstLine().split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new MalformedHeadException("400 Bad Request", "Not an HTTP/1.1 request.");
        }
        if (words[0].equals("CONNECT")) {
            return new Tunnel(Target.parse(words[1]).orElseThrow(ProxyRequest::noTarget), head.rest());
        }
        return plain(words[0], words[1], head);
    }

    private static ProxyRequest plain(String method, String url, Head head) throws MalformedHeadException {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException unreadable) {
            throw noTarget();
        }
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw new MalformedHeadException(
                    "405 Method Not Allowed", "This is a proxy: it takes CONNECT, and requests for http:// URLs.");
        }
        var target = Target.of(uri).orElseThrow(ProxyRequest::noTarget);
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var host = target.port() == Target.HTTP ? target.host() : target.toString();
        var lines = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\nHost: " + host + "\r\n");
        kept(head.fields()).forEach(field -> lines.append(field).append("\r\n"));
        lines.append("Connection: close\r\n\r\n");
        var opening = lines.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new Plain(
                target,
                ByteBuffer.allocate(opening.length + head.rest().remaining())
                        .put(opening)
                        .put(head.rest())
                        .flip());
    }

    private static List<String> kept(List<String> fields) {
        return fields.stream()
                .filter(field ->
                        !DROPPED.contains(field.split(":", 2)[0].strip().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static MalformedHeadException noTarget() {
        return new MalformedHeadException("400 Bad Request", "The request names no host and port that can be reached.");
    }
}

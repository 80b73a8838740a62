package dev.vivarium.server.preview;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request's path and query as sent, without what is ours in it.
 *
 * @param path starts with {@code /}, percent-encoding untouched
 * @param query raw, empty without one
 */
record Target(String path, String query) {

    static final String TICKET = "vivarium-ticket";

    /** @param target origin-form or absolute-form (RFC 9112, 3.2) */
    static Target parse(String target) {
        var rest = target;
        int scheme = rest.startsWith("/") ? -1 : rest.indexOf("://");
        if (scheme >= 0) {
            int slash = rest.indexOf('/', scheme + 3);
            rest = slash < 0 ? "/" : rest.substring(slash);
        }
        int fragment = rest.indexOf('#');
        rest = fragment < 0 ? rest : rest.substring(0, fragment);
        int mark = rest.indexOf('?');
        var path = mark < 0 ? rest : rest.substring(0, mark);
        return new Target(path.startsWith("/") ? path : "/" + path, mark < 0 ? "" : rest.substring(mark + 1));
    }

    /** What is sent on: almost always as it came. */
    static String originForm(String target) {
        return target.startsWith("/") ? target : parse(target).toString();
    }

    /** A TCP port in decimal; empty when it is none. */
    static Optional<Integer> port(String digits) {
        if (!digits.matches("[1-9][0-9]{0,4}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(digits)).filter(port -> port <= 65535);
    }

    Optional<String> parameter(String name) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    Target without(String name) {
        var left = Arrays.stream(query.split("&"))
                .filter(pair -> !pair.equals(name) && !pair.startsWith(name + "="))
                .collect(Collectors.joining("&"));
        return new Target(path, left);
    }

    Target with(String name, String value) {
        return new Target(path, (query.isEmpty() ? "" : query + "&") + name + "=" + value);
    }

    @Override
    public String toString() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}

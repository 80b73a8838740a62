package dev.vivarium.server.workspace;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a file (RFC 9110, 14.1.2). @param to the first byte that is not in it */
record ByteRange(long from, long to) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Empty when all of the file is to be sent: no range, several, or none that can be read. */
    static Optional<ByteRange> parse(@Nullable String header, long size) {
        var match = SINGLE.matcher(header == null ? "" : header.strip());
        if (!match.matches() || match.group(1).isEmpty() && match.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (match.group(1).isEmpty()) {
            long last = Long.parseLong(match.group(2));
            return Optional.of(new ByteRange(Math.max(0, size - last), last == 0 ? 0 : size));
        }
        long from = Long.parseLong(match.group(1));
        long to = match.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(match.group(2)) + 1);
        return to <= from && from < size ? Optional.empty() : Optional.of(new ByteRange(from, to));
    }

    boolean isSatisfiable() {
        return from < to;
    }
}

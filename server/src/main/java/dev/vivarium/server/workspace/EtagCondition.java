package dev.vivarium.server.workspace;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The value of {@code If-Match} or {@code If-None-Match}: {@code *}, or a list of tags. */
public record EtagCondition(boolean any, Set<Etag> tags) {

    /** Tags without quotes are taken too; a weak one ({@code W/"…"}) never equals a strong one. */
    static Optional<EtagCondition> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.strip().equals("*")) {
            return Optional.of(new EtagCondition(true, Set.of()));
        }
        var tags = Arrays.stream(header.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .map(tag -> new Etag(tag.endsWith("\"") ? tag : "\"" + tag + "\""))
                .collect(Collectors.toUnmodifiableSet());
        return Optional.of(new EtagCondition(false, tags));
    }

    boolean holds(Optional<Etag> current) {
        return current.isPresent() && (any || tags.contains(current.get()));
    }
}

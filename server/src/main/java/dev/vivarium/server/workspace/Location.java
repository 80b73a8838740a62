package dev.vivarium.server.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where something is before or after a move.
 *
 * @param folder path in the workspace; null for the change's own folder, out of reach of the sandbox
 * @param name of the child there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Location(@Nullable String folder, String name) {

    static Location slot(String name) {
        return new Location(null, name);
    }
}

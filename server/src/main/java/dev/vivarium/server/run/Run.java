package dev.vivarium.server.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vivarium.server.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command in a project's sandbox. {@code exited} says that its log is complete; then {@code exitCode} is there.
 *
 * @param action of the manifest that it runs, when it runs one
 * @param cause code of a {@link dev.vivarium.sandbox.Cause}, when it did not end by itself
 * @param message why it could not be run at all
 */
record Run(
        RunId id,
        ProjectId projectId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String action,
        List<String> cmd,
        String state,
        @Nullable Integer exitCode,
        @Nullable String cause,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message,
        Instant startedAt,
        @JsonIgnore @Nullable Instant endedAt) {

    static final String RUNNING = "running";
    static final String EXITED = "exited";

    /** Milliseconds it took, or has taken so far. */
    @JsonProperty
    long durationMs() {
        var end = endedAt == null ? Instant.now() : endedAt;
        return Math.max(0, Duration.between(startedAt, end).toMillis());
    }

    @JsonIgnore
    boolean isRunning() {
        return RUNNING.equals(state);
    }
}

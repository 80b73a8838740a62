package dev.vivarium.server.terminal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.server.project.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An interactive shell in a project's sandbox, whether it runs or has ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Terminal(
        @JsonIgnore ProjectId project,
        TerminalName name,
        @JsonIgnore ExecId exec,
        String state,
        @Nullable Integer exitCode,
        @Nullable String cause,
        Instant createdAt) {

    @JsonIgnore
    boolean isRunning() {
        return "running".equals(state);
    }
}

package dev.vivarium.server.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What the list of projects says of a sandbox. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SandboxSummary(String state, @Nullable String cause) {

    /** Asked for each project listed; {@code sandbox} implements it. */
    public interface Source {
        SandboxSummary summary(Project project);
    }
}

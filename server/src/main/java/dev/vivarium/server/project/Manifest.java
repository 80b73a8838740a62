package dev.vivarium.server.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a project is installed, run, built and tested: its {@code vivarium.json}, or what its files tell without one.
 *
 * @param source {@code vivarium.json}, or {@code detected}
 * @param stack one of the stacks of {@code GET /api/stacks}
 * @param port on which the dev server listens
 * @param output folder that a build writes
 * @param main the action behind the main button
 * @param actions by name; {@code install}, {@code dev}, {@code build}, {@code test} always among them
 * @param resources what the project needs beyond the default policy
 * @param problems what is wrong with a {@code vivarium.json} that cannot be used, for the person who wrote it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Manifest(
        String source,
        String stack,
        Optional<Integer> port,
        Optional<String> output,
        String main,
        Map<String, Action> actions,
        Resources resources,
        List<String> problems) {

    public static final String FILE = "vivarium.json";

    public Manifest {
        actions = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(actions));
        problems = List.copyOf(problems);
    }

    /** @param command a shell line, run in {@code /workspace} */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Action(String command, Optional<String> title) {}

    /** Empty means what the policy gives by default. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Resources(Optional<Double> cpus, Optional<Integer> memoryMiB) {

        public static final Resources DEFAULT = new Resources(Optional.empty(), Optional.empty());
    }
}

package dev.vivarium.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process to be started in a sandbox, as its unprivileged user, in {@code /workspace}.
 *
 * @param command argument vector, not a shell line; the first is looked up in the sandbox's {@code PATH}
 * @param environment added to the stack's own
 * @param terminal its size when the process gets a PTY as controlling terminal; empty for a pipe that carries stdout and
 *     stderr merged, and an empty stdin
 * @param network what the sandbox may reach for as long as this exec lives, if more than its policy says
 * @param limit how long it may run before it is killed with {@link Cause#TIME_LIMIT}
 */
public record ExecSpec(
        ExecId id,
        List<String> command,
        Map<String, String> environment,
        Optional<TerminalSize> terminal,
        NetworkMode network,
        Optional<Duration> limit) {

    public ExecSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }
}

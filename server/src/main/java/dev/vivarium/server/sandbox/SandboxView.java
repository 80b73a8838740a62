package dev.vivarium.server.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A project's sandbox as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SandboxView(
        String state,
        String engine,
        Instant since,
        Optional<String> sandboxId,
        PolicyView policy,
        Optional<UsageView> usage,
        List<PortView> ports,
        Optional<String> cause,
        Optional<String> message,
        Optional<Instant> idleAt) {

    public record PolicyView(
            double cpus, long memoryBytes, int processes, long diskBytes, String network, long idleAfterSeconds) {}

    /** @param cpus CPU time per wall time over the last two seconds */
    public record UsageView(double cpus, long memoryBytes, int processes) {}

    public record PortView(int port, String url) {}
}

package dev.vivarium.server.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.server.project.StackAvailability;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /api/stacks}: the toolchains that sandboxes offer here, and why one is missing. */
@Path("/api/stacks")
@ApplicationScoped
@RunOnVirtualThread
class StackCatalog implements StackAvailability {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record StackView(
            String id, String title, Map<String, String> versions, boolean available, Optional<String> reason) {}

    private static final Set<String> ALL = Set.of("node", "python", "java", "static");

    private final SandboxEngine engine;

    StackCatalog(SandboxEngine engine) {
        this.engine = engine;
    }

    @GET
    public List<StackView> list() {
        try {
            return engine.stacks().stream()
                    .map(stack -> new StackView(
                            stack.id(),
                            stack.title(),
                            stack.versions(),
                            stack.unavailable().isEmpty(),
                            stack.unavailable()))
                    .toList();
        } catch (SandboxException exception) {
            throw SandboxService.failure(exception);
        }
    }

    @Override
    public Map<String, String> unavailable() {
        try {
            var reasons = new HashMap<String, String>();
            engine.stacks().forEach(stack -> stack.unavailable().ifPresent(reason -> reasons.put(stack.id(), reason)));
            return reasons;
        } catch (SandboxException exception) {
            // Projects can still be created and edited; starting one will say the same.
            var reason = SandboxService.failure(exception).safeMessage();
            return ALL.stream().collect(Collectors.toMap(stack -> stack, stack -> reason));
        }
    }
}

package dev.vivarium.server.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.server.project.StackAvailability;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /api/stacks}: the toolchains that sandboxes offer here, and why one is missing. */
@Path("/api/stacks")
@ApplicationScoped
@RunOnVirtualThread
class StackCatalog implements StackAvailability {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record StackView(
            String id, String title, Map<String, String> versions, boolean available, Optional<String> reason) {}

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
        var reasons = new java.util.HashMap<String, String>();
        list().forEach(stack -> stack.reason().ifPresent(reason -> reasons.put(stack.id(), reason)));
        return reasons;
    }
}

package dev.vivarium.server.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a project can begin as, and if one cannot be run here, why not. */
@Path("/api/templates")
@RunOnVirtualThread
class TemplateResource {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TemplateView(
            String id,
            String title,
            String description,
            String stack,
            Collection<String> actions,
            Optional<Integer> port,
            int files,
            boolean available,
            Optional<String> reason) {}

    private final TemplateCatalog templates;
    private final StackAvailability stacks;

    TemplateResource(TemplateCatalog templates, StackAvailability stacks) {
        this.templates = templates;
        this.stacks = stacks;
    }

    @GET
    public List<TemplateView> list() {
        var unavailable = stacks.unavailable();
        return templates.all().stream()
                .map(template ->
                        view(template, unavailable.get(template.manifest().stack())))
                .toList();
    }

    private static TemplateView view(Template template, @Nullable String reason) {
        var manifest = template.manifest();
        return new TemplateView(
                template.id(),
                template.title(),
                template.description(),
                manifest.stack(),
                manifest.actions().keySet(),
                manifest.port(),
                template.fileCount(),
                reason == null,
                Optional.ofNullable(reason));
    }
}

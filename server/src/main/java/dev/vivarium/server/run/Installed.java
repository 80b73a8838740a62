package dev.vivarium.server.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vivarium.server.project.ProjectId;
import dev.vivarium.server.project.WorkspaceStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the dependencies that a project declares are there. */
@ApplicationScoped
class Installed {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Pattern REQUIREMENT = Pattern.compile("(?m)^\\s*([A-Za-z0-9][A-Za-z0-9._-]*)");

    private final WorkspaceStore workspaces;

    Installed(WorkspaceStore workspaces) {
        this.workspaces = workspaces;
    }

    boolean isComplete(ProjectId project) {
        var names = workspaces.names(project, "");
        return (!names.contains("package.json") || nodeComplete(project))
                && (!names.contains("requirements.txt") || pythonComplete(project));
    }

    private boolean nodeComplete(ProjectId project) {
        var json = workspaces.read(project, "package.json", MAX_BYTES).map(Installed::parse);
        var declared = json.stream()
                .flatMap(root -> Stream.of(root.path("dependencies"), root.path("devDependencies")))
                .flatMap(node -> node.properties().stream())
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (declared.isEmpty()) {
            return true;
        }
        var present = workspaces.names(project, "node_modules");
        var scopes = declared.stream()
                .filter(name -> name.startsWith("@") && name.contains("/"))
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .filter(present::contains)
                .flatMap(scope -> workspaces.names(project, "node_modules/" + scope).stream()
                        .map(name -> scope + "/" + name))
                .collect(Collectors.toSet());
        return declared.stream().allMatch(name -> present.contains(name) || scopes.contains(name));
    }

    private static JsonNode parse(byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (IOException malformed) {
            // npm will tell; nothing is known to be declared.
            return JSON.createObjectNode();
        }
    }

    private boolean pythonComplete(ProjectId project) {
        var requirements = workspaces
                .read(project, "requirements.txt", MAX_BYTES)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        var declared = REQUIREMENT
                .matcher(requirements)
                .results()
                .map(match -> normalized(match.group(1)))
                .collect(Collectors.toSet());
        return declared.isEmpty() || present(project).containsAll(declared);
    }

    private Set<String> present(ProjectId project) {
        return workspaces.names(project, ".venv/lib").stream()
                .flatMap(python -> workspaces.names(project, ".venv/lib/" + python + "/site-packages").stream())
                .filter(name -> name.endsWith(".dist-info"))
                .map(name -> normalized(name.replaceFirst("-[^-]*\\.dist-info$", "")))
                .collect(Collectors.toSet());
    }

    /** PEP 503. */
    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}

package dev.vivarium.server.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a project is and how it runs, told from {@code package.json}, {@code requirements.txt}, {@code pom.xml}, {@code Procfile}. */
final class ManifestDetector {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Pattern PROCFILE_WEB = Pattern.compile("(?m)^web:\\s*(\\S.*)$");
    private static final String NOTHING = "echo 'Nothing to %s in this project.'";

    private final WorkspaceStore workspaces;
    private final ProjectId project;
    private final Set<String> names;

    private ManifestDetector(WorkspaceStore workspaces, ProjectId project) {
        this.workspaces = workspaces;
        this.project = project;
        this.names = workspaces.names(project, "");
    }

    static Manifest detect(WorkspaceStore workspaces, ProjectId project) {
        return new ManifestDetector(workspaces, project).detect();
    }

    /** What holds where no file tells anything. */
    static Manifest nothing() {
        return statics();
    }

    private Manifest detect() {
        var manifest = names.contains("package.json")
                ? node()
                : names.contains("requirements.txt") || names.contains("pyproject.toml")
                        ? python()
                        : names.contains("pom.xml") ? maven() : statics();
        return procfile().map(command -> withDev(manifest, command)).orElse(manifest);
    }

    private Manifest node() {
        var json = packageJson();
        var scripts = json.path("scripts");
        boolean vite = depends(json, "vite");
        var dev = scripts.has("dev")
                ? "npm run dev"
                : scripts.has("start")
                        ? "npm start"
                        : names.contains("server.js")
                                ? "node server.js"
                                : "node " + json.path("main").asText("index.js");
        return manifest(
                "node",
                Optional.of(vite ? 5173 : 3000),
                Optional.of("dist"),
                names.contains("package-lock.json") ? "npm ci" : "npm install",
                dev,
                scripts.has("build") ? "npm run build" : NOTHING.formatted("build"),
                scripts.has("test") ? "npm test" : NOTHING.formatted("test"));
    }

    private JsonNode packageJson() {
        try {
            var content = workspaces.read(project, "package.json", MAX_BYTES).orElse(new byte[] {'{', '}'});
            return JSON.readTree(content);
        } catch (IOException unreadable) {
            // npm will say what is wrong with it, better than we could.
            return JSON.createObjectNode();
        }
    }

    private static boolean depends(JsonNode json, String name) {
        return json.path("dependencies").has(name)
                || json.path("devDependencies").has(name);
    }

    private Manifest python() {
        var requirements = text("requirements.txt").toLowerCase(java.util.Locale.ROOT);
        var install = "python3 -m venv .venv && .venv/bin/pip install "
                + (names.contains("requirements.txt") ? "-r requirements.txt" : ".");
        String dev;
        int port;
        if (names.contains("manage.py")) {
            dev = "python manage.py runserver 8000";
            port = 8000;
        } else if (requirements.contains("fastapi")) {
            dev = "python -m uvicorn " + module() + ":app --reload --port 8000";
            port = 8000;
        } else if (requirements.contains("flask")) {
            dev = "python -m flask --app " + module() + " run --debug --port 5000";
            port = 5000;
        } else {
            dev = "python " + module() + ".py";
            port = 8000;
        }
        return manifest(
                "python",
                Optional.of(port),
                Optional.empty(),
                install,
                dev,
                "python -m compileall -q -x '\\.venv' .",
                "python -m unittest discover");
    }

    private String module() {
        return names.contains("app.py") ? "app" : "main";
    }

    private Manifest maven() {
        boolean spring = text("pom.xml").contains("spring-boot");
        return manifest(
                "java",
                Optional.of(8080),
                Optional.of("target"),
                "mvn -B dependency:go-offline",
                spring ? "mvn -B -o spring-boot:run" : "mvn -B -o compile exec:java",
                "mvn -B -o package",
                "mvn -B -o test");
    }

    private static Manifest statics() {
        return manifest(
                "static",
                Optional.of(8000),
                Optional.of("."),
                NOTHING.formatted("install"),
                "python3 -m http.server 8000 --bind 127.0.0.1",
                NOTHING.formatted("build"),
                NOTHING.formatted("test"));
    }

    private Optional<String> procfile() {
        var match = PROCFILE_WEB.matcher(text("Procfile"));
        return match.find() ? Optional.of(match.group(1).strip()) : Optional.empty();
    }

    private String text(String path) {
        return workspaces
                .read(project, path, MAX_BYTES)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private static Manifest withDev(Manifest manifest, String command) {
        var actions = new LinkedHashMap<>(manifest.actions());
        // Procfile commands expect PORT.
        int port = manifest.port().orElse(8000);
        actions.put("dev", new Manifest.Action("export PORT=" + port + "; " + command, Optional.empty()));
        return new Manifest(
                manifest.source(),
                manifest.stack(),
                manifest.port(),
                manifest.output(),
                manifest.main(),
                actions,
                manifest.resources(),
                manifest.problems());
    }

    private static Manifest manifest(
            String stack,
            Optional<Integer> port,
            Optional<String> output,
            String install,
            String dev,
            String build,
            String test) {
        var actions = new LinkedHashMap<String, Manifest.Action>();
        actions.put("install", new Manifest.Action(install, Optional.empty()));
        actions.put("dev", new Manifest.Action(dev, Optional.empty()));
        actions.put("build", new Manifest.Action(build, Optional.empty()));
        actions.put("test", new Manifest.Action(test, Optional.empty()));
        return new Manifest("detected", stack, port, output, "dev", actions, Manifest.Resources.DEFAULT, List.of());
    }
}

package dev.vivarium.server.project;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a {@code vivarium.json}; its form is documented by {@code docs/vivarium.schema.json}. */
final class ManifestParser {

    static final Set<String> STACKS = Set.of("node", "python", "java", "static");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private static final int MAX_COMMAND = 4096;

    private final List<String> problems = new ArrayList<>();

    /** @param detected stands in for what the file leaves out, and for all of it when the file cannot be used */
    static Manifest parse(byte[] content, Manifest detected) {
        return new ManifestParser().read(content, detected);
    }

    private Manifest read(byte[] content, Manifest detected) {
        JsonNode root;
        try {
            root = JSON.readTree(content);
        } catch (JacksonException exception) {
            var at = exception.getLocation();
            var place = at == null ? "it cannot be read" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            return withProblem(detected, "vivarium.json is not JSON: " + place + ".");
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        if (!root.isObject()) {
            return withProblem(detected, "vivarium.json must be a JSON object.");
        }
        var actions = actions(root.path("actions"), detected);
        var manifest = new Manifest(
                Manifest.FILE,
                stack(root, detected),
                port(root).or(detected::port),
                text(root, "output").or(detected::output),
                main(root, actions),
                actions,
                resources(root.path("resources")),
                problems);
        return manifest;
    }

    private static Manifest withProblem(Manifest detected, String problem) {
        return new Manifest(
                detected.source(),
                detected.stack(),
                detected.port(),
                detected.output(),
                detected.main(),
                detected.actions(),
                detected.resources(),
                List.of(problem));
    }

    private String stack(JsonNode root, Manifest detected) {
        var stack = text(root, "stack").orElse(detected.stack());
        if (!STACKS.contains(stack)) {
            problems.add("stack must be one of node, python, java, static; \"" + stack + "\" is none.");
            return detected.stack();
        }
        return stack;
    }

    private Optional<Integer> port(JsonNode root) {
        var port = root.path("port");
        if (port.isMissingNode() || port.isNull()) {
            return Optional.empty();
        }
        if (!port.isInt() || port.intValue() < 1 || port.intValue() > 65535) {
            problems.add("port must be a number from 1 to 65535.");
            return Optional.empty();
        }
        return Optional.of(port.intValue());
    }

    private String main(JsonNode root, Map<String, Manifest.Action> actions) {
        var main = text(root, "main").orElse("dev");
        if (!actions.containsKey(main)) {
            problems.add("main names the action \"" + main + "\", which is not there.");
            return "dev";
        }
        return main;
    }

    private Map<String, Manifest.Action> actions(JsonNode node, Manifest detected) {
        var actions = new LinkedHashMap<>(detected.actions());
        if (!node.isMissingNode() && !node.isObject()) {
            problems.add("actions must be an object.");
            return actions;
        }
        node.properties().forEach(entry -> {
            var name = entry.getKey();
            var action = entry.getValue();
            var command = action.isTextual() ? action : action.path("command");
            if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
                problems.add(
                        "An action's name has lower-case letters, digits and dashes; \"" + name + "\" has others.");
            } else if (!command.isTextual()
                    || command.textValue().isBlank()
                    || command.textValue().length() > MAX_COMMAND) {
                problems.add("The action \"" + name + "\" needs a command of 1 to 4096 characters.");
            } else if (!isText(command.textValue())) {
                problems.add("The command of \"" + name + "\" has control characters or half a surrogate pair.");
            } else {
                actions.put(name, new Manifest.Action(command.textValue(), text(action, "title")));
            }
        });
        return actions;
    }

    private Manifest.Resources resources(JsonNode node) {
        var cpus = node.path("cpus");
        var memory = node.path("memoryMiB");
        if (!cpus.isMissingNode() && !(cpus.isNumber() && cpus.doubleValue() > 0)) {
            problems.add("resources.cpus must be a number above 0.");
        }
        if (!memory.isMissingNode() && !(memory.isInt() && memory.intValue() >= 16)) {
            problems.add("resources.memoryMiB must be a number of at least 16.");
        }
        return new Manifest.Resources(
                cpus.isNumber() && cpus.doubleValue() > 0 ? Optional.of(cpus.doubleValue()) : Optional.empty(),
                memory.isInt() && memory.intValue() >= 16 ? Optional.of(memory.intValue()) : Optional.empty());
    }

    /** What can be an argument, a row and a log line. */
    private static boolean isText(String command) {
        return command.codePoints().allMatch(c -> c == '\n' || c == '\t' || c >= ' ' && c != 0x7f && !isSurrogate(c));
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static Optional<String> text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isTextual() && !value.textValue().isBlank() ? Optional.of(value.textValue()) : Optional.empty();
    }
}

package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The stacks of this machine. Their tools are asked for their versions once, in the background. */
final class Stacks {

    private record Tool(String name, String option) {}

    private record Known(String id, String title, List<Tool> tools, String remedy) {}

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "node",
                    "Node.js",
                    List.of(new Tool("node", "--version"), new Tool("npm", "--version")),
                    "install nodejs and npm"),
            new Known(
                    "python", "Python", List.of(new Tool("python3", "--version")), "install python3 and python3-venv"),
            new Known(
                    "java",
                    "Java",
                    List.of(new Tool("javac", "--version"), new Tool("mvn", "--version")),
                    "install a JDK and maven"),
            new Known("static", "Static files", List.of(new Tool("python3", "--version")), "install python3"));

    private final Spawner spawner;
    private final Toolchain toolchain;
    private final CompletableFuture<List<Stack>> stacks;

    Stacks(Spawner spawner, Toolchain toolchain) {
        this.spawner = spawner;
        this.toolchain = toolchain;
        this.stacks = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("sandbox-stacks")
                .start(() -> stacks.complete(KNOWN.stream().map(this::look).toList()));
    }

    static boolean known(String id) {
        return KNOWN.stream().anyMatch(stack -> stack.id().equals(id));
    }

    List<Stack> all() {
        return stacks.join();
    }

    private Stack look(Known known) {
        var versions = new LinkedHashMap<String, String>();
        for (var tool : known.tools()) {
            var version = toolchain.find(tool.name()).flatMap(path -> version(path, tool));
            if (version.isEmpty()) {
                return unavailable(known, versions, tool.name() + " is not there");
            }
            versions.put(tool.name(), version.get());
        }
        if (known.id().equals("python") && !canMakeEnvironments()) {
            return unavailable(known, versions, "python3 cannot make virtual environments");
        }
        return new Stack(known.id(), known.title(), versions, Optional.empty());
    }

    private static Stack unavailable(Known known, Map<String, String> versions, String why) {
        return new Stack(known.id(), known.title(), versions, Optional.of(why + ": " + known.remedy() + "."));
    }

    private Optional<String> version(Path program, Tool tool) {
        try {
            return Runtime.output(spawner, command(program, tool.option()))
                    .lines()
                    .findFirst();
        } catch (IOException cannotRun) {
            return Optional.empty();
        }
    }

    // As a sandbox runs it: with the toolchains first, and unable to see this process's environment.
    private List<String> command(Path program, String option) {
        var command = new ArrayList<>(List.of("/usr/bin/env", "PATH=" + toolchain.pathOnHost()));
        toolchain.javaHomeOnHost().ifPresent(home -> command.add("JAVA_HOME=" + home));
        command.addAll(List.of(program.toString(), option));
        return command;
    }

    private static boolean canMakeEnvironments() {
        try (var versions = Files.newDirectoryStream(Path.of("/usr/lib"), "python3*")) {
            for (var version : versions) {
                if (Files.isDirectory(version.resolve("ensurepip"))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}

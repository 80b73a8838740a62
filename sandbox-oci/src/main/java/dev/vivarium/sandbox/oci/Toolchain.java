package dev.vivarium.sandbox.oci;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configured toolchains as a sandbox sees them: under {@code /usr} where they are, all others beneath {@code /opt}. */
final class Toolchain {

    static final String SHIMS = "/opt/vivarium/bin";

    private static final Path USR = Path.of("/usr");

    private final Map<Path, String> places = new LinkedHashMap<>();

    Toolchain(List<Path> folders) {
        folders.forEach(folder -> places.put(
                folder,
                folder.startsWith(USR) ? folder.toString() : "/opt/" + places.size() + "-" + folder.getFileName()));
    }

    /** Host folder to place inside, of those that have to be bound. */
    Map<Path, String> binds() {
        var binds = new LinkedHashMap<>(places);
        binds.keySet().removeIf(folder -> folder.startsWith(USR));
        return binds;
    }

    String path() {
        var entries = new ArrayList<String>();
        entries.add("/workspace/.venv/bin");
        entries.add("/home/dev/.local/bin");
        entries.add(SHIMS);
        places.values().forEach(place -> entries.add(place + "/bin"));
        entries.addAll(List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/games"));
        return String.join(":", entries);
    }

    private List<Path> foldersOnHost() {
        var folders = new ArrayList<Path>();
        places.keySet().forEach(folder -> folders.add(folder.resolve("bin")));
        folders.add(Path.of("/usr/local/bin"));
        folders.add(Path.of("/usr/bin"));
        return folders;
    }

    String pathOnHost() {
        return String.join(":", foldersOnHost().stream().map(Path::toString).toList());
    }

    /** Where this machine has a tool that sandboxes find by its name. */
    Optional<Path> find(String tool) {
        return foldersOnHost().stream()
                .map(folder -> folder.resolve(tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Optional<String> javaHome() {
        return javaHomeOnHost().map(places::get);
    }

    Optional<Path> javaHomeOnHost() {
        return places.keySet().stream()
                .filter(folder -> Files.isExecutable(folder.resolve("bin/javac")))
                .findFirst();
    }
}

package dev.vivarium.sandbox.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** What this machine sees of a sandbox's processes. */
final class HostView {

    private HostView() {}

    /** The process whose command line contains {@code marker}, once it is there. */
    static Path process(String marker) {
        return Awaitility.await()
                .until(() -> processes(marker), found -> !found.isEmpty())
                .getFirst();
    }

    static List<Path> processes(String marker) throws IOException {
        var found = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : all) {
                if (commandLine(process).startsWith(marker)) {
                    found.add(process);
                }
            }
        }
        return found;
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    /** Effective uid. */
    static int uid(Path process) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("Uid:"))
                .map(line -> Integer.parseInt(line.split("\\s+")[2]))
                .findFirst()
                .orElseThrow();
    }

    static boolean hasAccount(int uid) throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd")).stream()
                .anyMatch(line -> line.split(":")[2].equals(Integer.toString(uid)));
    }
}

package dev.vivarium.sandbox.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this machine has: the most that a sandbox can have unless the operator says less.
 *
 * @param jdk the one that we run on, when it has a compiler
 */
record Machine(int cpus, long memoryBytes, List<Path> jdk) {

    private static final int MOST_CPUS = 64;

    static Machine here() throws StartException {
        return new Machine(Math.min(MOST_CPUS, Runtime.getRuntime().availableProcessors()), memory(), ownJdk());
    }

    private static List<Path> ownJdk() {
        var home = Path.of(System.getProperty("java.home", "/"));
        return Files.isExecutable(home.resolve("bin/javac")) ? List.of(home) : List.of();
    }

    private static long memory() throws StartException {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElseThrow(() -> new StartException("/proc/meminfo has no MemTotal. Is /proc mounted?"));
        } catch (IOException unreadable) {
            throw new StartException("Cannot read /proc/meminfo. Is /proc mounted?", unreadable);
        }
    }
}

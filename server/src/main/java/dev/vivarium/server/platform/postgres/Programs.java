package dev.vivarium.server.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of PostgreSQL to its end. Its output goes to a file, which a child that stays may hold open. */
record Programs(Binaries binaries, Path folder) {

    /** @throws IOException with the end of the program's output when it fails */
    void run(Duration limit, String input, String program, List<String> arguments) throws IOException {
        var output = Files.createTempFile(folder, program + "-", ".out");
        try {
            int exitCode = exitCode(limit, input, output, program, arguments);
            if (exitCode != 0) {
                throw new IOException("PostgreSQL's %s failed with exit code %d: %s"
                        .formatted(program, exitCode, end(Files.readString(output))));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private int exitCode(Duration limit, String input, Path output, String program, List<String> arguments)
            throws IOException {
        var builder = new ProcessBuilder(binaries.program(program).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(arguments);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IOException("PostgreSQL's %s did not end within %d s.".formatted(program, limit.toSeconds()));
    }

    private static String end(String output) {
        var text = output.strip();
        return text.substring(Math.max(0, text.length() - 800));
    }
}

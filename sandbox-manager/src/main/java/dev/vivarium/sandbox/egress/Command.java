package dev.vivarium.sandbox.egress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine that is asked something. It runs in {@code /}, where no project's configuration lies, with the
 * environment that the manager was started with, and is ended when it does not answer. Blocks its thread, which should be a
 * platform thread where many are asked at once.
 */
public record Command(List<String> words) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MAX_OUTPUT = 1 << 20;
    private static final int NOT_FOUND = 127;

    public Command {
        words = List.copyOf(words);
    }

    public static Command of(String... words) {
        return new Command(List.of(words));
    }

    /** @param output what it wrote to standard output */
    public record Answer(int exitCode, String output) {

        public boolean succeeded() {
            return exitCode == 0;
        }

        public String firstLine() {
            return output.lines().findFirst().orElse("exit code " + exitCode);
        }
    }

    /** A program that is not there answers as a shell says it: 127. */
    public Answer run() {
        try {
            return answer(new ProcessBuilder(words)
                    .directory(Path.of("/").toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException missing) {
            return new Answer(NOT_FOUND, "");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return new Answer(NOT_FOUND, "");
        }
    }

    private static Answer answer(Process process) throws IOException, InterruptedException {
        var watch = Thread.ofPlatform().daemon().name("command-limit").start(() -> endAfterLimit(process));
        try (var output = process.getInputStream()) {
            var text = new String(output.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        } finally {
            process.destroyForcibly();
            watch.interrupt();
        }
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException answered) {
            // It answered: nothing is left to be ended.
        }
    }
}

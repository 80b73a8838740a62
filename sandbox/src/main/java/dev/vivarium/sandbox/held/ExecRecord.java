package dev.vivarium.sandbox.held;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** What is kept on disk beside an exec's log. {@code exited} is empty while it runs, and for ever when its holder was killed. */
record ExecRecord(ExecId id, SandboxId sandbox, Instant startedAt, Optional<ExecStatus.Exited> exited) {

    void write(Path path) throws IOException {
        var properties = new Properties();
        properties.setProperty("id", id.value());
        properties.setProperty("sandbox", sandbox.value());
        properties.setProperty("startedAt", startedAt.toString());
        exited.ifPresent(end -> {
            properties.setProperty("endedAt", end.endedAt().toString());
            properties.setProperty("exitCode", Integer.toString(end.exitCode()));
            properties.setProperty("logEnd", Long.toString(end.logEnd()));
            end.cause().ifPresent(cause -> properties.setProperty("cause", cause.code()));
        });
        var temporary = path.resolveSibling(path.getFileName() + ".new");
        try (var out = Files.newOutputStream(temporary)) {
            properties.store(out, null);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static ExecRecord read(Path path) throws IOException {
        var properties = new Properties();
        try (var in = Files.newInputStream(path)) {
            properties.load(in);
            var startedAt = Instant.parse(required(properties, "startedAt"));
            return new ExecRecord(
                    new ExecId(required(properties, "id")),
                    new SandboxId(required(properties, "sandbox")),
                    startedAt,
                    properties.containsKey("endedAt") ? Optional.of(exited(startedAt, properties)) : Optional.empty());
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new IOException("unreadable: " + path, e);
        }
    }

    private static ExecStatus.Exited exited(Instant startedAt, Properties properties) throws IOException {
        return new ExecStatus.Exited(
                startedAt,
                Instant.parse(required(properties, "endedAt")),
                Integer.parseInt(required(properties, "exitCode")),
                Optional.ofNullable(properties.getProperty("cause")).flatMap(Cause::ofCode),
                Long.parseLong(required(properties, "logEnd")));
    }

    private static String required(Properties properties, String key) throws IOException {
        var value = properties.getProperty(key);
        if (value == null) {
            throw new IOException("no " + key);
        }
        return value;
    }
}

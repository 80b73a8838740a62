package dev.vivarium.sandbox.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Values by their names {@code vivarium.some-name}: a system property of that name, else the environment's
 * {@code VIVARIUM_SOME_NAME}, else the key in {@code vivarium.properties} in the data folder, where the prefix may be left out.
 * A blank one counts as absent.
 */
record Configuration(Map<String, String> properties, Map<String, String> environment, Map<String, String> file) {

    private static final String PREFIX = "vivarium.";

    static Configuration of(Properties properties, Map<String, String> environment) {
        return new Configuration(copy(properties), Map.copyOf(environment), Map.of());
    }

    Configuration with(Path file) throws StartException {
        if (!Files.exists(file)) {
            return this;
        }
        var read = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartException(
                    "Cannot read %s: %s. Correct or remove it.".formatted(file, unreadable), unreadable);
        }
        return new Configuration(properties, environment, copy(read));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(properties.get(name))
                .or(() -> Optional.ofNullable(environment.get(variable(name))))
                .or(() -> Optional.ofNullable(file.get(name)))
                .or(() -> Optional.ofNullable(file.get(name.substring(PREFIX.length()))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static Map<String, String> copy(Properties properties) {
        var copy = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> copy.put(name, properties.getProperty(name)));
        return Map.copyOf(copy);
    }
}

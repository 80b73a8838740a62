package dev.vivarium.server.app;

import dev.vivarium.server.platform.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** What is known before the configuration is: system properties, the environment, and {@code vivarium.properties}, in this order. */
final class Settings {

    private static final String PREFIX = "vivarium.";

    private Settings() {}

    /** @param name {@code vivarium.kebab-case}; in the environment {@code VIVARIUM_KEBAB_CASE} */
    static Optional<String> find(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(environmentName(name))))
                .filter(value -> !value.isBlank());
    }

    static String require(String name) {
        return find(name)
                .orElseThrow(() -> new StartupFailure(
                        "The setting " + name + " is missing; start with ./vivarium, which gives it.", null));
    }

    /** Makes the file's keys settings, unless the environment or the command line say otherwise. */
    static void load(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (java.nio.file.NoSuchFileException none) {
            return;
        } catch (IOException | IllegalArgumentException exception) {
            throw new StartupFailure(file + " cannot be read: " + exception.getMessage(), exception);
        }
        properties.stringPropertyNames().forEach(key -> {
            var name = key.startsWith(PREFIX) ? key : PREFIX + key;
            if (find(name).isEmpty()) {
                System.setProperty(name, properties.getProperty(key).strip());
            }
        });
    }

    private static String environmentName(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}

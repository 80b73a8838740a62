package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads {@link Settings} and names every fault at once. */
final class SettingsReader {

    private final Configuration configuration;
    private final List<String> faults = new ArrayList<>();

    private SettingsReader(Configuration configuration) {
        this.configuration = configuration;
    }

    static Settings read(Configuration configuration, Machine machine) throws StartException {
        var data = Path.of(configuration.get("vivarium.data").orElse(Settings.DEFAULT_DATA.toString()))
                .toAbsolutePath()
                .normalize();
        var reader = new SettingsReader(configuration.with(data.resolve("vivarium.properties")));
        var settings = reader.settings(data, machine);
        if (!reader.faults.isEmpty()) {
            throw new StartException("Configuration: " + String.join(" ", reader.faults));
        }
        return settings;
    }

    private Settings settings(Path data, Machine machine) {
        var instance = value("vivarium.instance", instanceOf(data), SettingsReader::label);
        return new Settings(
                instance,
                data,
                value("vivarium.run", Path.of("/run/vivarium", instance), Path::of),
                value("vivarium.service-account", "vivarium", text -> text),
                ceiling(machine),
                value("vivarium.sandbox.toolchains", machine.jdk(), SettingsReader::folders),
                value("vivarium.egress.registries", List.of(), SettingsReader::urls));
    }

    private Policy ceiling(Machine machine) {
        double cpus = value("vivarium.sandbox.max-cpus", (double) machine.cpus(), Double::parseDouble);
        long memory = value("vivarium.sandbox.max-memory", machine.memoryBytes(), SettingsReader::bytes);
        int processes = value("vivarium.sandbox.max-processes", 4096, Integer::parseInt);
        long disk = value("vivarium.sandbox.max-disk", 64L << 30, SettingsReader::bytes);
        var network = value("vivarium.sandbox.max-network", Settings.DEFAULT_NETWORK, SettingsReader::mode);
        try {
            return new Policy(cpus, memory, processes, disk, network);
        } catch (IllegalArgumentException impossible) {
            faults.add("vivarium.sandbox.max-*: " + impossible.getMessage() + ".");
            return Policy.DEFAULT;
        }
    }

    private <T> T value(String name, T fallback, Parser<T> parser) {
        var text = configuration.get(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return parser.parse(text.get());
        } catch (NumberFormatException unreadable) {
            faults.add("%s is \"%s\": a number is needed.".formatted(name, text.get()));
            return fallback;
        } catch (IllegalArgumentException unreadable) {
            faults.add("%s is \"%s\": %s.".formatted(name, text.get(), unreadable.getMessage()));
            return fallback;
        }
    }

    /** The same folder always gives the same instance, so that a restart finds what it left. */
    private static String instanceOf(Path data) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(data.toString().getBytes(StandardCharsets.UTF_8));
            return "v" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    private static String label(String text) {
        require(text.matches("[a-z]([a-z0-9-]{0,14}[a-z0-9])?"), "a DNS label of at most 16 characters is needed");
        return text;
    }

    static long bytes(String text) {
        var number = text.toLowerCase(Locale.ROOT).replaceAll("\\s|i?b$", "");
        int shift = 10 * "kmgt".indexOf(number.isEmpty() ? ' ' : number.charAt(number.length() - 1)) + 10;
        return shift > 0
                ? Math.multiplyExact(Long.parseLong(number.substring(0, number.length() - 1)), 1L << shift)
                : Long.parseLong(number);
    }

    private static NetworkMode mode(String text) {
        return Stream.of(NetworkMode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none, install or open is needed"));
    }

    private static List<Path> folders(String text) {
        return list(text)
                .map(Path::of)
                .peek(folder -> require(folder.isAbsolute(), "absolute folders are needed, separated by commas"))
                .toList();
    }

    private static List<URI> urls(String text) {
        return list(text)
                .map(URI::create)
                .peek(url -> require(url.getHost() != null, "URLs with a host are needed, separated by commas"))
                .toList();
    }

    private static Stream<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty());
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private interface Parser<T> {
        T parse(String text);
    }
}

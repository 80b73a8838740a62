package dev.vivarium.sandbox.egress;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** pip's indexes, from its own configuration, and its default ones, from its own code. */
final class PipSource implements RegistrySource {

    /** Two lines: the default index and the host of its files, as pip itself knows them. Then its configuration. */
    private static final String QUESTION = """
            import sys
            from pip._internal.models.index import PyPI
            print(PyPI.simple_url)
            print(PyPI.file_storage_domain)
            sys.stdout.flush()
            from pip._internal.cli.main import main
            sys.exit(main(["config", "list"]))
            """;

    private static final Pattern SETTING = Pattern.compile("([^=]+)\\.([a-z-]+)='(.*)'");
    private static final Pattern REPORTED = Pattern.compile("\"url\": ?\"([^\"]+)\"");

    /** In the order in which one overrides the other. */
    private static final List<String> SECTIONS = List.of("global", "install", "site", ":env:");

    @Override
    public String tool() {
        return "pip";
    }

    @Override
    public Found ask() {
        var answer = python("-c", QUESTION);
        var lines = answer.output().lines().toList();
        if (!answer.succeeded() || lines.size() < 2) {
            return Found.NOTHING;
        }
        var settings = settings(lines.subList(2, lines.size()));
        var urls = new ArrayList<URI>();
        for (var name : List.of("index-url", "extra-index-url", "find-links")) {
            Optional.ofNullable(settings.get(name))
                    .ifPresent(value -> Urls.words(value).forEach(urls::add));
        }
        if (!settings.containsKey("index-url")) {
            Urls.parse(lines.get(0)).ifPresent(urls::add);
            Urls.parse("https://" + lines.get(1)).ifPresent(urls::add);
        }
        return new Found(urls, environment(settings));
    }

    /** What pip would download for its own package tells where a mirror keeps its files. */
    @Override
    public List<URI> learn() {
        var report = python(
                "-m",
                "pip",
                "install",
                "--quiet",
                "--dry-run",
                "--ignore-installed",
                "--no-deps",
                "--report",
                "-",
                "pip");
        return REPORTED.matcher(report.output())
                .results()
                .flatMap(result -> Urls.parse(result.group(1)).stream())
                .toList();
    }

    private static Map<String, String> settings(List<String> lines) {
        var settings = new HashMap<String, String>();
        for (var section : SECTIONS) {
            for (var line : lines) {
                var matcher = SETTING.matcher(line);
                if (matcher.matches() && matcher.group(1).equals(section)) {
                    settings.put(matcher.group(2), matcher.group(3).replace("\\n", " "));
                }
            }
        }
        return settings;
    }

    private static Map<String, String> environment(Map<String, String> settings) {
        var environment = new HashMap<String, String>();
        for (var name : List.of("index-url", "extra-index-url", "trusted-host")) {
            var value = settings.get(name);
            if (value != null) {
                var variable = "PIP_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
                environment.put(variable, Urls.withoutSecrets(value).strip());
            }
        }
        return environment;
    }

    private static Command.Answer python(String... arguments) {
        var words = new ArrayList<>(List.of("python3"));
        words.addAll(List.of(arguments));
        return new Command(words).run();
    }
}

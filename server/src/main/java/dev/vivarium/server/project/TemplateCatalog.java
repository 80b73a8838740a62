package dev.vivarium.server.project;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.Installation;
import dev.vivarium.server.platform.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The templates of this installation: {@code <templates>/<id>/template.json} and {@code <templates>/<id>/files/}. */
@ApplicationScoped
public class TemplateCatalog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Template> templates;

    TemplateCatalog(Installation installation) {
        this.templates = Collections.unmodifiableMap(read(installation.templates()));
    }

    Collection<Template> all() {
        return templates.values();
    }

    Template require(String id) {
        var template = templates.get(id);
        if (template == null) {
            throw new PlatformException(
                    ErrorCode.UNKNOWN_TEMPLATE,
                    "There is no template \"" + id + "\". Choose one of: " + String.join(", ", templates.keySet())
                            + ".");
        }
        return template;
    }

    private static Map<String, Template> read(Path folder) {
        var found = new ArrayList<Template>();
        try (var entries = Files.newDirectoryStream(folder, entry -> Files.exists(entry.resolve("template.json")))) {
            for (var entry : entries) {
                found.add(template(entry));
            }
        } catch (IOException exception) {
            throw new UncheckedIOException("cannot read the templates in " + folder, exception);
        }
        found.sort(Comparator.comparingInt(Template::order).thenComparing(Template::id));
        return found.stream()
                .collect(Collectors.toMap(Template::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    }

    private static Template template(Path folder) throws IOException {
        var about = JSON.readTree(folder.resolve("template.json").toFile());
        var files = folder.resolve("files");
        var none = ManifestParser.parse(Files.readAllBytes(files.resolve(Manifest.FILE)), ManifestDetector.nothing());
        if (!none.problems().isEmpty()) {
            throw new IOException(files.resolve(Manifest.FILE) + ": " + String.join(" ", none.problems()));
        }
        try (var tree = Files.walk(files)) {
            int count = (int) tree.filter(Files::isRegularFile).count();
            return new Template(
                    folder.getFileName().toString(),
                    about.path("order").asInt(Integer.MAX_VALUE),
                    about.path("title").asText(),
                    about.path("description").asText(),
                    none,
                    count,
                    files);
        }
    }
}

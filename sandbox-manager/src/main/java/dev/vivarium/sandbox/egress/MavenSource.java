package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.Egress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Maven's repositories: those of its settings, and the default ones from the POM that every other inherits, which lies in
 * Maven's own library.
 */
final class MavenSource implements RegistrySource {

    private static final String SUPER_POM = "org/apache/maven/model/pom-4.0.0.xml";
    private static final Path JAVA_TRUST = Path.of("/etc/ssl/certs/java/cacerts");

    private static final System.Logger LOG = System.getLogger(MavenSource.class.getName());
    private static final List<String> SERVERS = List.of("mirror", "repository", "pluginRepository");

    private final Map<String, String> environment;

    MavenSource(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String tool() {
        return "Maven";
    }

    @Override
    public Found ask() {
        var home = home();
        if (home.isEmpty()) {
            return Found.NOTHING;
        }
        var urls = new ArrayList<URI>(superPom(home.get()));
        var user = environment.getOrDefault("HOME", "/root");
        for (var settings : List.of(home.get().resolve("conf/settings.xml"), Path.of(user, ".m2/settings.xml"))) {
            urls.addAll(settings(settings));
        }
        return new Found(urls, variables());
    }

    /** Maven does not look at the usual variables. The second property is for the transport that it has since 3.9. */
    private static Map<String, String> variables() {
        var options =
                "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=%1$d -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=%1$d -Daether.connector.http.useSystemProperties=true"
                        .formatted(Egress.PORT);
        var trust = Files.exists(JAVA_TRUST) ? " -Djavax.net.ssl.trustStore=" + JAVA_TRUST : "";
        var variables = new HashMap<String, String>();
        variables.put("MAVEN_OPTS", options + trust);
        return variables;
    }

    private Optional<Path> home() {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .flatMap(program -> realHome(program).stream())
                .findFirst();
    }

    private static Optional<Path> realHome(Path program) {
        try {
            return Optional.ofNullable(program.toRealPath().getParent()).map(Path::getParent);
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }

    private static List<URI> superPom(Path home) {
        try (var libraries = Files.newDirectoryStream(home.resolve("lib"), "maven-*.jar")) {
            for (var library : libraries) {
                try (var jar = new JarFile(library.toRealPath().toFile())) {
                    var pom = jar.getEntry(SUPER_POM);
                    if (pom != null) {
                        return urls(jar.getInputStream(pom));
                    }
                }
            }
        } catch (IOException unusable) {
            return List.of();
        }
        return List.of();
    }

    private List<URI> settings(Path file) {
        try (var input = Files.newInputStream(file)) {
            return urls(input);
        } catch (IOException none) {
            return List.of();
        }
    }

    /** Of every repository and mirror, switched on or not: which are used is for the projects' profiles to say. */
    private static List<URI> urls(InputStream xml) {
        var urls = new ArrayList<URI>();
        var path = new ArrayDeque<String>();
        try {
            var factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            var reader = factory.createXMLStreamReader(xml);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.END_ELEMENT) {
                    path.pop();
                } else if (event == XMLStreamReader.START_ELEMENT) {
                    var name = reader.getLocalName();
                    if (name.equals("url") && !path.isEmpty() && SERVERS.contains(path.peek())) {
                        Urls.parse(reader.getElementText()).ifPresent(urls::add);
                    } else {
                        path.push(name);
                    }
                }
            }
        } catch (XMLStreamException broken) {
            LOG.log(System.Logger.Level.WARNING, "A configuration of Maven is broken cause={0}", broken.getMessage());
        }
        return urls;
    }
}

package dev.vivarium.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenSourceTest {

    @TempDir
    Path folder;

    @Test
    void defaultsAndMirrorsAreFoundAndBlockedPlacesLeftOut() throws IOException {
        install();
        write("home/.m2/settings.xml", """
                <settings>
                  <servers><server><id>a</id><password>secret</password></server></servers>
                  <mirrors>
                    <mirror><id>m</id><mirrorOf>*</mirrorOf><url>https://user:pw@mirror.example:8443/maven</url></mirror>
                    <mirror><id>blocked</id><blocked>true</blocked><url>http://0.0.0.0/</url></mirror>
                  </mirrors>
                  <profiles><profile><repositories><repository>
                    <releases><enabled>true</enabled></releases><url> https://internal.example/releases </url>
                  </repository></repositories></profile></profiles>
                  <url>https://elsewhere.example/</url>
                </settings>
                """);
        var found = source().ask();

        assertThat(found.urls())
                .extracting(URI::getHost)
                .containsExactlyInAnyOrder("central.example", "mirror.example", "internal.example");
        assertThat(found.environment().get("MAVEN_OPTS"))
                .contains("-Dhttps.proxyPort=3128")
                .doesNotContain("pw");
    }

    @Test
    void aBrokenFileIsNoReasonToStop() throws IOException {
        install();
        write("home/.m2/settings.xml", "<settings><mirrors>");

        assertThat(source().ask().urls()).extracting(URI::getHost).containsExactly("central.example");
    }

    @Test
    void withoutMavenThereIsNothing() {
        assertThat(source().ask()).isEqualTo(RegistrySource.Found.NOTHING);
    }

    private MavenSource source() {
        return new MavenSource(Map.of(
                "PATH",
                "/nowhere:" + folder.resolve("maven/bin"),
                "HOME",
                folder.resolve("home").toString()));
    }

    private void install() throws IOException {
        var program = write("maven/bin/mvn", "");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        var library = Files.createDirectories(folder.resolve("maven/lib")).resolve("maven-model-builder-1.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(library))) {
            jar.putNextEntry(new ZipEntry("org/apache/maven/model/pom-4.0.0.xml"));
            jar.write(
                    "<project><repositories><repository><url>https://central.example/maven2</url></repository></repositories></project>"
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private Path write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

package dev.vivarium.sandbox.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    private static final Machine MACHINE = new Machine(4, 8L << 30, List.of(Path.of("/opt/jdk")));

    @TempDir
    Path folder;

    @Test
    void theDefaults() throws StartException {
        var settings = read(Map.of());

        assertThat(settings.data()).isEqualTo(Path.of("/var/lib/vivarium"));
        assertThat(settings.instance()).matches("v[0-9a-f]{8}");
        assertThat(settings.run()).isEqualTo(Path.of("/run/vivarium", settings.instance()));
        assertThat(settings.socket()).isEqualTo(settings.run().resolve("manager.sock"));
        assertThat(settings.serviceAccount()).isEqualTo("vivarium");
        assertThat(settings.ceiling()).isEqualTo(new Policy(4, 8L << 30, 4096, 64L << 30, NetworkMode.INSTALL));
        assertThat(settings.toolchains()).containsExactly(Path.of("/opt/jdk"));
        assertThat(settings.registries()).isEmpty();
    }

    @Test
    void aPropertyComesBeforeTheEnvironmentBeforeTheFile() throws Exception {
        Files.writeString(
                folder.resolve("vivarium.properties"),
                "vivarium.instance=file\nvivarium.service-account=file\nsandbox.max-memory=512m\n");
        var properties = new Properties();
        properties.setProperty("vivarium.instance", "property");
        var environment = Map.of(
                "VIVARIUM_INSTANCE", "variable",
                "VIVARIUM_SERVICE_ACCOUNT", "variable",
                "VIVARIUM_SANDBOX_MAX_NETWORK", "open",
                "VIVARIUM_EGRESS_REGISTRIES", "https://a.example/npm, http://b.example:81",
                "VIVARIUM_DATA", folder.toString());

        var settings = SettingsReader.read(Configuration.of(properties, environment), MACHINE);

        assertThat(settings.instance()).isEqualTo("property");
        assertThat(settings.serviceAccount()).isEqualTo("variable");
        assertThat(settings.ceiling().memoryBytes()).isEqualTo(512L << 20);
        assertThat(settings.ceiling().network()).isEqualTo(NetworkMode.OPEN);
        assertThat(settings.registries())
                .containsExactly(URI.create("https://a.example/npm"), URI.create("http://b.example:81"));
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of(
                        "VIVARIUM_INSTANCE", "../x",
                        "VIVARIUM_SANDBOX_MAX_CPUS", "many",
                        "VIVARIUM_SANDBOX_MAX_NETWORK", "all",
                        "VIVARIUM_SANDBOX_TOOLCHAINS", "relative")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("vivarium.instance")
                .hasMessageContaining("vivarium.sandbox.max-cpus")
                .hasMessageContaining("none, install or open is needed")
                .hasMessageContaining("vivarium.sandbox.toolchains");
    }

    @Test
    void sizesAreReadAsPeopleWriteThem() {
        assertThat(SettingsReader.bytes("1024")).isEqualTo(1024);
        assertThat(SettingsReader.bytes("512M")).isEqualTo(512L << 20);
        assertThat(SettingsReader.bytes("2 GiB")).isEqualTo(2L << 30);
        assertThatThrownBy(() -> SettingsReader.bytes("lots")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Settings read(Map<String, String> environment) throws StartException {
        return SettingsReader.read(Configuration.of(new Properties(), environment), MACHINE);
    }
}

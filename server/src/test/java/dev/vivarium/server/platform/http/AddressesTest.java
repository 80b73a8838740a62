package dev.vivarium.server.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private final Addresses local = new Addresses(config(Optional.empty()));
    private final Addresses open = new Addresses(config(Optional.of("https://ide.example.org")));

    @Test
    void knowsTheIdeByItsLoopbackNamesAtItsPort() {
        assertThat(local.classify("localhost:8080")).isInstanceOf(HostName.Ide.class);
        assertThat(local.classify("127.0.0.1:8080")).isInstanceOf(HostName.Ide.class);
        assertThat(local.classify("[::1]:8080")).isInstanceOf(HostName.Ide.class);
        assertThat(local.classify("LOCALHOST:8080")).isInstanceOf(HostName.Ide.class);
    }

    @Test
    void knowsNoOtherHost() {
        for (var host : new String[] {"", "localhost", "localhost:81", "evil.example:8080", "preview.localhost:8080"}) {
            assertThat(local.classify(host)).as(host).isInstanceOf(HostName.Unknown.class);
        }
        assertThat(local.classify(null)).isInstanceOf(HostName.Unknown.class);
    }

    @Test
    void readsProjectAndPortFromAPreviewHost() {
        assertThat(local.classify("demo.preview.localhost:8080"))
                .isEqualTo(new HostName.Preview("demo", OptionalInt.empty()));
        assertThat(local.classify("5173-demo-2.preview.localhost:8080"))
                .isEqualTo(new HostName.Preview("demo-2", OptionalInt.of(5173)));
        assertThat(open.classify("demo.preview.ide.example.org"))
                .isEqualTo(new HostName.Preview("demo", OptionalInt.empty()));
    }

    @Test
    void refusesPreviewHostsThatNameNoProject() {
        for (var label : new String[] {"99999-demo", "a.b", "-demo", "0-demo", "x".repeat(41)}) {
            assertThat(local.classify(label + ".preview.localhost:8080"))
                    .as(label)
                    .isInstanceOf(HostName.Unknown.class);
        }
    }

    @Test
    void takesOnlyItsOwnOrigins() {
        assertThat(local.isOurs("http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(local.isOurs("http://demo.preview.localhost:8080", "localhost:8080"))
                .isFalse();
        assertThat(local.isOurs("null", "localhost:8080")).isFalse();
        assertThat(open.isOurs("https://ide.example.org", "ide.example.org")).isTrue();
        assertThat(open.isOurs("http://ide.example.org", "ide.example.org")).isFalse();
    }

    private static AddressConfig config(Optional<String> publicUrl) {
        return new AddressConfig() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return 8080;
            }

            @Override
            public Optional<URI> publicUrl() {
                return publicUrl.map(URI::create);
            }

            @Override
            public Optional<String> previewDomain() {
                return Optional.empty();
            }

            @Override
            public Optional<String> operatorToken() {
                return Optional.empty();
            }
        };
    }
}

package dev.vivarium.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @Test
    void namesAreBroughtToOneForm() {
        assertThat(Target.parse("Registry.EXAMPLE.:443")).contains(new Target("registry.example", 443));
        assertThat(Target.parse("[2001:DB8::1]:80")).contains(new Target("2001:db8::1", 80));
    }

    @Test
    void portsOfUrlsFollowTheScheme() {
        assertThat(Target.of(URI.create("https://a.example/x"))).contains(new Target("a.example", 443));
        assertThat(Target.of(URI.create("http://u:p@a.example:4873/x"))).contains(new Target("a.example", 4873));
        assertThat(Target.of(URI.create("file:///opt/wheels"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example",
                "a.example:",
                "a.example:0",
                "a.example:65536",
                ":443",
                "a b:443",
                "a.example\r\nX: y:443",
                "2130706433:443",
                "127.1:443",
                "0x7f000001:443",
                "0177.0.0.1:443",
                "1.2.3.4.5:443",
                "256.1.1.1:443",
                "[fe80::1%25eth0]:443",
                "[::1:443",
                "::1:443",
                "-a.example:443",
                "a..example:443",
                "user@a.example:443",
                "bücher.example:443"
            })
    void whatIsNoNameOrAddressIsNoTarget(String authority) {
        assertThat(Target.parse(authority)).isEmpty();
    }
}

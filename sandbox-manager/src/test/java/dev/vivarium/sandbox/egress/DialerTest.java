package dev.vivarium.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialerTest {

    private final FakeResolver resolver = new FakeResolver(Map.of(
            "inside.example", List.of("127.0.0.1"),
            "both.example", List.of("1.1.1.1", "10.0.0.1"),
            "away.example", List.of("1.1.1.1")));

    @Test
    void aNameThatResolvesToAnyOtherThanPublicAddressesIsRefused() {
        var dialer = new Dialer(resolver, Addresses::objection, Optional.empty());

        for (var name : List.of("inside.example", "both.example")) {
            assertThatThrownBy(() -> dialer.dial(new Target(name, 443), true))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("resolves to");
        }
        assertThatThrownBy(() -> dialer.dial(new Target("169.254.169.254", 80), true))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aRegistryIsReachedWhereverItResolvesTo() throws IOException {
        var dialer = new Dialer(resolver, Addresses::objection, Optional.empty());
        try (var server = Loopback.listen();
                var connection = dialer.dial(new Target("inside.example", Loopback.port(server)), false)) {
            assertThat(connection.isConnected()).isTrue();
        }
    }

    @Test
    void aNameIsResolvedOnceAndTheCheckedAddressIsTheOneConnectedTo() throws IOException {
        var dialer = new Dialer(resolver, _ -> Optional.empty(), Optional.empty());
        try (var server = Loopback.listen();
                var connection = dialer.dial(new Target("inside.example", Loopback.port(server)), true)) {
            assertThat(connection.isConnected()).isTrue();
            assertThat(resolver.asked).hasValue(1);
        }
    }

    @Test
    void behindACompanysProxyRegistriesGoByNameAndOthersByTheirCheckedAddress() throws Exception {
        assertThat(askedOfCompany("registry.unknown", false)).startsWith("CONNECT registry.unknown:443 HTTP/1.1");
        assertThat(askedOfCompany("away.example", true))
                .startsWith("CONNECT 1.1.1.1:443 HTTP/1.1")
                .contains("Proxy-Authorization: Basic abc");
    }

    private String askedOfCompany(String host, boolean checked) throws Exception {
        try (var server = Loopback.listen()) {
            var company = new CompanyProxy(
                    new Target("127.0.0.1", Loopback.port(server)), Optional.of("Basic abc"), List.of());
            var asked = Loopback.serveOne(server, channel -> {
                var head = Heads.read(channel);
                Heads.write(channel, ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes()));
                return head.firstLine() + "\n" + head.fields();
            });
            new Dialer(resolver, Addresses::objection, Optional.of(company))
                    .dial(new Target(host, 443), checked)
                    .close();
            return asked.get();
        }
    }
}

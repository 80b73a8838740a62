package dev.vivarium.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.SandboxId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EgressProxyTest {

    private final List<String> decisions = new CopyOnWriteArrayList<>();

    private ServerSocketChannel registry;
    private ServerSocketChannel listener;
    private int port;
    private Egress.Gate gate;

    @BeforeEach
    void start() throws IOException {
        registry = Loopback.listen();
        port = Loopback.port(registry);
        listener = Loopback.listen();
        var resolver = new FakeResolver(Map.of(
                "registry.example", List.of("127.0.0.1"),
                "rebound.example", List.of("127.0.0.1"),
                "slow.example", List.of("127.0.0.1")));
        var registries = Registries.ask(List.of(), List.of(URI.create("http://user:secret@registry.example:" + port)));
        var proxy = new EgressProxy(registries, new Dialer(resolver, Addresses::objection, Optional.empty()));
        gate = proxy.open(new SandboxId("box"), listener, NetworkMode.NONE);
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
        registry.close();
    }

    @Test
    void withoutAGrantEveryRequestIsAnsweredWithWhatToDo() throws IOException {
        assertThat(ask("CONNECT registry.example:" + port + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .endsWith("Network is off in this sandbox. Run Install to reach the package registries.\n");
    }

    @Test
    void aTunnelToARegistryCarriesBytesBothWaysAndHalfCloses() throws Exception {
        var served = Loopback.serveOne(registry, client -> {
            var text = readAll(client);
            Heads.write(client, bytes("answer to " + text));
            return text;
        });
        try (var _ = gate.grant(NetworkMode.INSTALL, decisions::add);
                var client = connect()) {
            Heads.write(client, bytes("CONNECT Registry.Example:" + port + " HTTP/1.1\r\nHost: x\r\n\r\nearly "));
            assertThat(Heads.read(client).firstLine()).startsWith("HTTP/1.1 200 ");
            Heads.write(client, bytes("late"));
            client.shutdownOutput();
            assertThat(readAll(client)).isEqualTo("answer to early late");
        }
        assertThat(served.get()).isEqualTo("early late");
        assertThat(decisions).containsExactly("egress: allowed registry.example:" + port + " (configured registry)");
    }

    @Test
    void aPlainRequestReachesTheRegistryWithoutWhatIsForTheProxy() throws Exception {
        var served = Loopback.serveOne(registry, client -> {
            var head = Heads.read(client);
            Heads.write(client, bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
            return head.firstLine() + " " + head.fields();
        });
        try (var _ = gate.grant(NetworkMode.INSTALL, decisions::add)) {
            assertThat(
                            ask(
                                    "GET http://registry.example:" + port
                                            + "/a%20b?q=1 HTTP/1.1\r\nHost: evil.example\r\nProxy-Authorization: Basic x\r\nAccept: */*\r\n\r\n"))
                    .endsWith("hi");
        }
        assertThat(served.get())
                .isEqualTo("GET /a%20b?q=1 HTTP/1.1 [Host: registry.example:" + port
                        + ", Accept: */*, Connection: close]");
    }

    @Test
    void whileInstallingOtherHostsAreRefusedAndSaidOnce() throws IOException {
        try (var _ = gate.grant(NetworkMode.INSTALL, decisions::add)) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask("CONNECT other.example:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 ");
            }
        }
        assertThat(decisions).containsExactly("egress: refused other.example:443 (not a package registry)");
    }

    @Test
    void anOpenNetworkStillLeadsToPublicAddressesOnly() throws IOException {
        try (var _ = gate.grant(NetworkMode.OPEN, decisions::add)) {
            assertThat(ask("CONNECT rebound.example:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 ");
            assertThat(ask("CONNECT 169.254.169.254:80 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 ");
            assertThat(ask("CONNECT [::ffff:127.0.0.1]:80 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 ");
            assertThat(ask("CONNECT unknown.example:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 502 ");
        }
        assertThat(decisions)
                .contains(
                        "egress: refused rebound.example:443 (resolves to a loopback address)",
                        "egress: failed unknown.example:443 (no such host)");
    }

    @Test
    void closingAGrantCutsWhatOnlyItAllowed() throws Exception {
        Loopback.serveOne(registry, EgressProxyTest::readAll);
        try (var client = connect()) {
            var grant = gate.grant(NetworkMode.INSTALL, decisions::add);
            var wider = gate.grant(NetworkMode.OPEN, decisions::add);
            Heads.write(client, bytes("CONNECT registry.example:" + port + " HTTP/1.1\r\n\r\n"));
            assertThat(Heads.read(client).firstLine()).startsWith("HTTP/1.1 200 ");

            grant.close();
            Heads.write(client, bytes("still allowed by the other"));
            wider.close();

            await().until(() -> closed(client));
        }
    }

    @Test
    void whatIsNoProxyRequestIsToldSo() throws IOException {
        assertThat(ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 405 ");
        assertThat(ask("CONNECT nowhere HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(ask("SSH-2.0-x\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(ask("GET http://a.example/ HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void noSecretOfARegistrysUrlIsKept() {
        assertThat(Urls.withoutSecrets("https://user:secret@a.example/x,https://b.example/@scope"))
                .isEqualTo("https://a.example/x,https://b.example/@scope");
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open((InetSocketAddress) listener.getLocalAddress());
    }

    private String ask(String request) throws IOException {
        try (var client = connect()) {
            Heads.write(client, bytes(request));
            return readAll(client);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean closed(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private static String readAll(SocketChannel channel) throws IOException {
        var text = new StringBuilder();
        var buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer.clear()) >= 0) {
            text.append(StandardCharsets.UTF_8.decode(buffer.flip()));
        }
        return text.toString();
    }
}

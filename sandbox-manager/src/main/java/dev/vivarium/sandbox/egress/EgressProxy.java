package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.Egress;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.SandboxId;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The way out of every sandbox of this instance. */
public final class EgressProxy implements Egress {

    private static final String URL = "http://127.0.0.1:" + PORT;
    private static final String LOCAL = "localhost,127.0.0.1,::1,.localhost";

    /** The host's authorities, which sandboxes see at the same place: behind an inspecting gateway they are needed. */
    private static final Path AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");

    /** Of all sandboxes at a time: what a connection's buffers take is the manager's memory. */
    private static final int CONNECTIONS = 1024;

    private final Semaphore places = new Semaphore(CONNECTIONS);
    private final Registries registries;
    private final Rules rules;
    private final Dialer dialer;

    /** Not while the engine tries itself out: it would hold up the start for variables that it does not need. */
    private volatile boolean complete;

    EgressProxy(Registries registries, Dialer dialer) {
        this.registries = registries;
        this.rules = new Rules(registries);
        this.dialer = dialer;
    }

    /**
     * @param environment that the operator started the manager with: it names the company's proxy, and configures the package
     *     managers that are asked
     * @param registries URLs of further registries
     */
    public static EgressProxy start(Map<String, String> environment, Collection<URI> registries) {
        var sources =
                List.<RegistrySource>of(new NpmSource(), new PipSource(), new MavenSource(environment), new GoSource());
        var company = CompanyProxy.of(environment);
        return new EgressProxy(
                Registries.ask(sources, registries), new Dialer(new SystemResolver(), Addresses::objection, company));
    }

    @Override
    public Gate open(SandboxId id, ServerSocketChannel listener, NetworkMode mode) {
        var gate = new ProxyGate(id, listener, mode, rules, dialer, places);
        gate.start();
        return gate;
    }

    /** From now on whoever asks for the environment waits for package managers that have not answered yet. */
    public void completeEnvironment() {
        complete = true;
    }

    @Override
    public Map<String, String> environment() {
        var environment = complete ? registries.completeEnvironment() : registries.environment();
        for (var name : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) {
            environment.put(name, URL);
        }
        environment.put("NO_PROXY", LOCAL);
        environment.put("no_proxy", LOCAL);
        environment.put("npm_config_update_notifier", "false");
        environment.put("npm_config_fund", "false");
        environment.put("npm_config_audit", "false");
        environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        if (Files.exists(AUTHORITIES)) {
            authorities(environment);
        }
        return Map.copyOf(environment);
    }

    private static void authorities(Map<String, String> environment) {
        for (var name : List.of(
                "NODE_EXTRA_CA_CERTS",
                "SSL_CERT_FILE",
                "PIP_CERT",
                "REQUESTS_CA_BUNDLE",
                "CURL_CA_BUNDLE",
                "GIT_SSL_CAINFO",
                "CARGO_HTTP_CAINFO")) {
            environment.put(name, AUTHORITIES.toString());
        }
    }
}

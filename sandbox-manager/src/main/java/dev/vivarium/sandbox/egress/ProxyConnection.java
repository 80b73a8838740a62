package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.client.wire.Deadlines;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection from a sandbox: a request, the decision on it, and what follows. Runs on a thread of its own. */
final class ProxyConnection {

    private static final System.Logger LOG = System.getLogger(ProxyConnection.class.getName());
    private static final Duration TO_ASK = Duration.ofSeconds(10);
    private static final Duration TO_HEAR = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final byte[] ESTABLISHED =
            "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final ProxyGate gate;
    private final SocketChannel client;

    ProxyConnection(ProxyGate gate, SocketChannel client) {
        this.gate = gate;
        this.client = client;
    }

    void run() {
        try {
            serve(request());
        } catch (MalformedHeadException malformed) {
            answer(malformed.status(), malformed.advice());
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "A connection ended: {0}", gone.toString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            Quietly.close(client);
        }
    }

    private ProxyRequest request() throws IOException {
        try (var _ = Deadlines.close(client, TO_ASK)) {
            return ProxyRequest.of(Heads.read(client));
        }
    }

    private void serve(ProxyRequest request) throws IOException, InterruptedException {
        switch (gate.decide(request.target())) {
            case Decision.Refused(String reason, String advice) -> refuse(request.target(), reason, advice);
            case Decision.Allowed allowed -> connect(request, allowed);
        }
    }

    private void connect(ProxyRequest request, Decision.Allowed allowed) throws IOException, InterruptedException {
        var target = request.target();
        SocketChannel server;
        try {
            server = gate.dial(target, allowed);
        } catch (RefusedException refused) {
            refuse(target, refused.reason(), target + " " + refused.reason() + ", which sandboxes may not reach.");
            return;
        } catch (IOException unreachable) {
            gate.tell("egress: failed " + target + " (" + reason(unreachable) + ")");
            answer("502 Bad Gateway", target + " cannot be reached: " + reason(unreachable) + ".");
            return;
        }
        try (var relay = new Relay(client, server, IDLE);
                var pass = gate.enter(allowed.needs(), relay)) {
            if (!pass.valid()) {
                refuse(target, "network was closed", "The network was closed while connecting.");
                return;
            }
            gate.tell("egress: allowed " + target + " (" + allowed.reason() + ")");
            if (request instanceof ProxyRequest.Tunnel) {
                Heads.write(client, ByteBuffer.wrap(ESTABLISHED));
            }
            Heads.write(server, request.opening());
            relay.run();
        }
    }

    private void refuse(Target target, String reason, String advice) {
        gate.tell("egress: refused " + target + " (" + reason + ")");
        answer("403 Forbidden", advice);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case UnknownHostException _ -> "no such host";
            case ConnectException _ -> "connection refused";
            case SocketTimeoutException _ -> "no answer";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private void answer(String status, String sentence) {
        var body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        var head = """
                HTTP/1.1 %s\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Length: %d\r
                Connection: close\r
                \r
                """.formatted(status, body.length).getBytes(StandardCharsets.ISO_8859_1);
        try (var _ = Deadlines.close(client, TO_HEAR)) {
            Heads.write(
                    client,
                    ByteBuffer.allocate(head.length + body.length)
                            .put(head)
                            .put(body)
                            .flip());
            client.shutdownOutput();
            hearOut();
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "A program did not wait for its answer");
        }
    }

    /** To close while bytes are unread would take the answer back (RFC 9112, 9.6). */
    private void hearOut() throws IOException {
        var nothing = ByteBuffer.allocate(4096);
        while (client.read(nothing.clear()) >= 0) {}
    }
}

package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.client.wire.Deadlines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Connects to a target: resolves it once, checks what came, and connects to exactly that, so that a name cannot change its
 * mind between the check and the connection.
 */
record Dialer(Resolver resolver, AddressCheck check, Optional<CompanyProxy> company) {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MAX_ADDRESSES = 4;

    /** Why an address may not be reached; empty when it may. */
    interface AddressCheck {
        Optional<String> objection(InetAddress address);
    }

    /** @param checked whether only public addresses will do; a registry that the operator named may be anywhere */
    SocketChannel dial(Target target, boolean checked) throws IOException {
        var proxy = company.filter(candidate -> candidate.isFor(target));
        if (proxy.isEmpty()) {
            return connect(addresses(target, checked), target.port());
        }
        // Behind a company's proxy a registry's name often resolves there only; all else goes by its checked address.
        var destination =
                checked ? new Target(addresses(target, true).getFirst().getHostAddress(), target.port()) : target;
        return through(proxy.get(), destination);
    }

    private List<InetAddress> addresses(Target target, boolean checked) throws IOException {
        var literal = target.literal();
        var addresses = literal.isPresent() ? List.of(literal.get()) : resolver.resolve(target.host());
        for (var address : addresses) {
            var objection = checked ? check.objection(address) : Optional.<String>empty();
            if (objection.isPresent()) {
                throw new RefusedException(literal.isPresent() ? objection.get() : "resolves to " + objection.get());
            }
        }
        return addresses;
    }

    private static SocketChannel connect(List<InetAddress> addresses, int port) throws IOException {
        var failure = new IOException("no address");
        for (var address : addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size()))) {
            var channel = SocketChannel.open();
            try {
                channel.socket().connect(new InetSocketAddress(address, port), (int) CONNECT.toMillis());
                return channel;
            } catch (IOException next) {
                channel.close();
                failure = next;
            }
        }
        throw failure;
    }

    private SocketChannel through(CompanyProxy proxy, Target destination) throws IOException {
        var channel = connect(addresses(proxy.address(), false), proxy.address().port());
        try (var _ = Deadlines.close(channel, CONNECT)) {
            var authorization = proxy.authorization()
                    .map(value -> "Proxy-Authorization: " + value + "\r\n")
                    .orElse("");
            var request = "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n%2$s\r\n".formatted(destination, authorization);
            Heads.write(channel, ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            var answer = Heads.read(channel);
            if (!answer.firstLine().matches("HTTP/1\\.[01] 2\\d\\d.*")) {
                throw new IOException("the company's proxy answered " + answer.firstLine());
            }
            return channel;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }
}

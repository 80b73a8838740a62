package dev.vivarium.sandbox.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells public addresses from all others, by the special-purpose registries of IANA (RFC 6890 and its successors) and by where
 * clouds keep their metadata.
 */
final class Addresses {

    /** In this order: the first that matches names the reason. */
    private static final List<Block> NOT_PUBLIC = List.of(
            block("an unspecified address", "0.0.0.0", 8),
            block("a private address", "10.0.0.0", 8),
            block("a carrier's shared address", "100.64.0.0", 10),
            block("a loopback address", "127.0.0.0", 8),
            block("a link-local or metadata address", "169.254.0.0", 16),
            block("a private address", "172.16.0.0", 12),
            block("a reserved address", "192.0.0.0", 24),
            block("a documentation address", "192.0.2.0", 24),
            block("a reserved address", "192.31.196.0", 24),
            block("a reserved address", "192.52.193.0", 24),
            block("a reserved address", "192.88.99.0", 24),
            block("a private address", "192.168.0.0", 16),
            block("a reserved address", "192.175.48.0", 24),
            block("a benchmarking address", "198.18.0.0", 15),
            block("a documentation address", "198.51.100.0", 24),
            block("a documentation address", "203.0.113.0", 24),
            block("a metadata address", "168.63.129.16", 32),
            block("a multicast address", "224.0.0.0", 4),
            block("a reserved address", "240.0.0.0", 4),
            block("a reserved address", "2001::", 23),
            block("a documentation address", "2001:db8::", 32),
            block("an address with an IPv4 address in it", "2002::", 16),
            block("a reserved address", "2620:4f:8000::", 48),
            block("a documentation address", "3fff::", 20),
            block("a loopback address", "::1", 128),
            block("an unspecified address", "::", 128),
            block("a private address", "fc00::", 7),
            block("a link-local address", "fe80::", 10),
            block("a multicast address", "ff00::", 8));

    /** All that is assigned for the public of IPv6; what lies outside has other uses, known or to come. */
    private static final Block GLOBAL_IPV6 = block("", "2000::", 3);

    /** A translator's prefix (RFC 6052): the last four bytes are where it really goes. */
    private static final Block NAT64 = block("", "64:ff9b::", 96);

    private Addresses() {}

    /** Why an address is not one of the public Internet; empty when it is. */
    static Optional<String> objection(InetAddress address) {
        return special(address).or(() -> ofThisMachine(address));
    }

    private static Optional<String> special(InetAddress address) {
        if (NAT64.contains(address)) {
            return special(last4(address));
        }
        var special =
                NOT_PUBLIC.stream().filter(block -> block.contains(address)).findFirst();
        if (special.isPresent()) {
            return special.map(Block::name);
        }
        return address instanceof Inet4Address || GLOBAL_IPV6.contains(address)
                ? Optional.empty()
                : Optional.of("a reserved address");
    }

    /** Services that are closed to the outside may be open to the machine itself. */
    private static Optional<String> ofThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) == null
                    ? Optional.empty()
                    : Optional.of("an address of this machine");
        } catch (SocketException unknown) {
            return Optional.of("an address that could not be checked");
        }
    }

    private static InetAddress last4(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException impossible) {
            throw new AssertionError("four bytes are an address", impossible);
        }
    }

    private static Block block(String name, String prefix, int length) {
        return new Block(name, InetAddress.ofLiteral(prefix).getAddress(), length);
    }

    private record Block(String name, byte[] prefix, int length) {

        boolean contains(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}

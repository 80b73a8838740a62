package dev.vivarium.sandbox.egress;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request wants to go.
 *
 * @param host a DNS name of letters, digits and hyphens in lower case, without a last dot, or an IP address; never one of the
 *     other spellings of an address (octal, a single number) that some resolvers understand
 */
record Target(String host, int port) {

    static final int HTTPS = 443;
    static final int HTTP = 80;

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-f:.]{2,45}");

    /** Reads {@code host:port}, with an IPv6 address in brackets; empty when it is anything else. */
    static Optional<Target> parse(String authority) {
        int colon = authority.lastIndexOf(':');
        if (colon < 1 || !authority.substring(colon + 1).matches("[1-9]\\d{0,4}")) {
            return Optional.empty();
        }
        return of(authority.substring(0, colon), Integer.parseInt(authority.substring(colon + 1)));
    }

    /** The server of a URL; empty when it names none, or by a protocol other than HTTP. */
    static Optional<Target> of(URI url) {
        if (url.getHost() == null || url.getScheme() == null) {
            return Optional.empty();
        }
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> of(url.getHost(), url.getPort() < 0 ? HTTPS : url.getPort());
            case "http" -> of(url.getHost(), url.getPort() < 0 ? HTTP : url.getPort());
            default -> Optional.empty();
        };
    }

    static Optional<Target> of(String host, int port) {
        var name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
            return IPV6.matcher(name).matches() && port <= 65535 && isAddress(name)
                    ? Optional.of(new Target(name, port))
                    : Optional.empty();
        }
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        boolean known = NAME.matcher(name).matches() || IPV4.matcher(name).matches();
        return known && port >= 1 && port <= 65535 ? Optional.of(new Target(name, port)) : Optional.empty();
    }

    /** The address that the host is, when it is not a name. */
    Optional<InetAddress> literal() {
        return IPV4.matcher(host).matches() || host.indexOf(':') >= 0
                ? Optional.of(InetAddress.ofLiteral(host))
                : Optional.empty();
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}

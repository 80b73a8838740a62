package dev.vivarium.server.platform.http;

import dev.vivarium.server.platform.DnsLabel;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names under which this installation is reached. */
@ApplicationScoped
public class Addresses {

    private static final Pattern PREVIEW_LABEL = Pattern.compile("(?:([1-9][0-9]{0,4})-)?([a-z][a-z0-9-]*)");

    /** No top-level domain starts with a digit (RFC 3696, 2). */
    private static final Pattern NUMERIC_END = Pattern.compile("(?:^|\\.)[0-9][^.]*$|[\\[\\]:]");

    private final URI ide;
    private final String previewDomain;
    private final Set<String> authorities = new LinkedHashSet<>();

    Addresses(AddressConfig config) {
        ide = config.publicUrl().orElseGet(() -> URI.create("http://localhost:" + config.port()));
        previewDomain = config.previewDomain().orElseGet(() -> "preview." + ide.getHost());
        authorities.add(authority(ide.getScheme(), ide.getHost(), ide.getPort()));
        for (var loopback : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
            authorities.add(authority("http", loopback, config.port()));
        }
    }

    /** The IDE's origin as printed for users, without a trailing slash. */
    public String ideUrl() {
        return origin(ide.getHost());
    }

    public String previewUrl(String projectId) {
        return origin(projectId + "." + previewDomain);
    }

    public String previewUrl(String projectId, int port) {
        return origin(port + "-" + projectId + "." + previewDomain);
    }

    /** A CSP source expression for all previews. */
    String previewSources() {
        return origin("*." + previewDomain);
    }

    public boolean isSecure() {
        return "https".equals(ide.getScheme());
    }

    /** Whether browsers treat the previews as trustworthy without TLS (W3C Secure Contexts, 3.1). */
    public boolean previewsAreLocal() {
        return previewDomain.endsWith(".localhost");
    }

    /** An IP address has no subdomains. */
    public boolean havePreviewNames() {
        return !NUMERIC_END.matcher(previewDomain).find();
    }

    public HostName classify(@Nullable String hostHeader) {
        if (hostHeader == null) {
            return new HostName.Unknown("");
        }
        var host = hostHeader.toLowerCase(Locale.ROOT);
        if (authorities.contains(host)) {
            return new HostName.Ide();
        }
        return preview(host);
    }

    /** Whether a page of {@code origin} may change state or open sockets here. */
    boolean isOurs(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) && !isSecure()
                || origin.equalsIgnoreCase("https://" + host) && isSecure()
                || origin.equalsIgnoreCase(ideUrl());
    }

    private HostName preview(String host) {
        var suffix = "." + authority(ide.getScheme(), previewDomain, ide.getPort());
        if (!host.endsWith(suffix)) {
            return new HostName.Unknown(host);
        }
        var label = host.substring(0, host.length() - suffix.length());
        var match = PREVIEW_LABEL.matcher(label);
        if (!match.matches() || !DnsLabel.matches(match.group(2))) {
            return new HostName.Unknown(host);
        }
        var port = match.group(1) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(match.group(1)));
        return port.isPresent() && port.getAsInt() > 65535
                ? new HostName.Unknown(host)
                : new HostName.Preview(match.group(2), port);
    }

    private String origin(String host) {
        return ide.getScheme() + "://" + authority(ide.getScheme(), host, ide.getPort());
    }

    private static String authority(String scheme, String host, int port) {
        int standard = "https".equals(scheme) ? 443 : 80;
        return port == -1 || port == standard ? host : host + ":" + port;
    }
}

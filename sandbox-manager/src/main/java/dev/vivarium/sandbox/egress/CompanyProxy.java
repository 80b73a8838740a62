package dev.vivarium.sandbox.egress;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy behind which this machine reaches the Internet, as the variables that curl and most others understand name it.
 *
 * @param authorization value of {@code Proxy-Authorization}; never logged
 * @param direct names, also of whole domains, that are reached without it
 */
record CompanyProxy(Target address, Optional<String> authorization, List<String> direct) {

    private static final System.Logger LOG = System.getLogger(CompanyProxy.class.getName());
    private static final int DEFAULT_PORT = 3128;

    CompanyProxy {
        direct = List.copyOf(direct);
    }

    static Optional<CompanyProxy> of(Map<String, String> environment) {
        return variable(environment, "https_proxy").flatMap(text -> parse(text, variable(environment, "no_proxy")));
    }

    boolean isFor(Target target) {
        return direct.stream().noneMatch(entry -> covers(entry, target.host()));
    }

    private static Optional<CompanyProxy> parse(String text, Optional<String> direct) {
        try {
            var url = URI.create(text.contains("://") ? text : "http://" + text);
            var target = Optional.ofNullable(url.getHost())
                    .filter(_ -> "http".equals(url.getScheme()))
                    .flatMap(host -> Target.of(host, url.getPort() < 0 ? DEFAULT_PORT : url.getPort()));
            if (target.isPresent()) {
                return Optional.of(new CompanyProxy(
                        target.get(),
                        Optional.ofNullable(url.getUserInfo()).map(CompanyProxy::basic),
                        direct.map(CompanyProxy::entries).orElse(List.of())));
            }
        } catch (IllegalArgumentException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, "HTTPS_PROXY is no URL");
        }
        LOG.log(System.Logger.Level.WARNING, "HTTPS_PROXY is ignored: it must be http://[user:password@]host:port");
        return Optional.empty();
    }

    private static boolean covers(String entry, String host) {
        return entry.equals("*") || host.equals(entry) || host.endsWith("." + entry);
    }

    private static List<String> entries(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .map(entry -> entry.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", ""))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}

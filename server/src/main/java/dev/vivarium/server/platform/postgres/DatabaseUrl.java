package dev.vivarium.server.platform.postgres;

import dev.vivarium.server.platform.StartupFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a PostgreSQL database, as drivers for Java want it.
 *
 * @param jdbcUrl without user and password
 * @param user empty when the address names none, like the password
 */
public record DatabaseUrl(String jdbcUrl, String user, String password) {

    private static final Set<String> SCHEMES = Set.of("postgres", "postgresql");
    private static final String JDBC = "jdbc:";
    private static final String FORMS =
            "Write postgres://user:password@host:5432/database?sslmode=require, or jdbc:postgresql://host:5432/database.";

    /**
     * Reads {@code postgres://user:password@host:port/database?parameters} (libpq's form, percent-encoded) or
     * {@code jdbc:postgresql:…}.
     *
     * @throws StartupFailure saying what is wrong, without the password
     */
    public static DatabaseUrl parse(String text) {
        var url = text.strip();
        var uri = uri(url.startsWith(JDBC) ? url.substring(JDBC.length()) : url);
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
            throw new StartupFailure("DATABASE_URL is not the address of a PostgreSQL database. " + FORMS, null);
        }
        var database = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
        if (uri.getHost() == null || database.isEmpty() || database.contains("/")) {
            throw new StartupFailure("DATABASE_URL names no host or no database. " + FORMS, null);
        }
        var parameters = parameters(uri.getRawQuery());
        var credentials = uri.getRawUserInfo() == null
                ? new String[] {}
                : uri.getRawUserInfo().split(":", 2);
        var user = credentials.length > 0 ? decodePath(credentials[0]) : parameters.getOrDefault("user", "");
        var password = credentials.length > 1 ? decodePath(credentials[1]) : parameters.getOrDefault("password", "");
        return new DatabaseUrl(jdbcUrl(uri, database, parameters), user, password);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            // The cause is left out: its message holds the password.
            throw new StartupFailure(
                    "DATABASE_URL cannot be read: " + malformed.getReason()
                            + ". Percent-encode special characters in user and password. " + FORMS,
                    null);
        }
    }

    private static String jdbcUrl(URI uri, String database, Map<String, String> parameters) {
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var query = parameters.entrySet().stream()
                .filter(parameter -> !Set.of("user", "password").contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return "jdbc:postgresql://" + uri.getHost() + port + "/" + database + (query.isEmpty() ? "" : "?" + query);
    }

    private static Map<String, String> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (var parameter : query.split("&")) {
            var parts = parameter.split("=", 2);
            parameters.put(parts[0], parts.length == 2 ? decode(parts[1]) : "");
        }
        return parameters;
    }

    /** In user and password a plus sign stands for itself. */
    private static String decodePath(String text) {
        return decode(text.replace("+", "%2B"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Without the password, so that it may be logged. */
    @Override
    public String toString() {
        return jdbcUrl;
    }
}

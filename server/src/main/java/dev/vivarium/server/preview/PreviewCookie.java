package dev.vivarium.server.preview;

import dev.vivarium.server.account.Credentials;
import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Addresses;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cookie by which a browser is let into one preview, and the wall between it and the app's own. */
final class PreviewCookie {

    private static final String PARTITIONED = "__Host-vivarium-preview";
    private static final String PLAIN = "vivarium-preview";
    private static final List<String> OURS = List.of(PARTITIONED, PLAIN, Credentials.COOKIE, Credentials.SECURE_COOKIE);

    private final String name;
    private final String attributes;

    /**
     * Browsers take a {@code Secure} cookie over https and from {@code *.localhost}, and in the IDE's frame, which is cross-site,
     * only a partitioned one. Elsewhere a plain one is left, which works in a tab alone.
     */
    PreviewCookie(boolean trustworthy) {
        name = trustworthy ? PARTITIONED : PLAIN;
        attributes = "; Path=/; HttpOnly; "
                + (trustworthy ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax")
                + "; Max-Age=";
    }

    static PreviewCookie of(Addresses addresses) {
        return new PreviewCookie(addresses.isSecure() || addresses.previewsAreLocal());
    }

    String set(Secret secret, Duration lifetime) {
        return name + "=" + secret.value() + attributes + lifetime.toSeconds();
    }

    /** @param header the request's {@code Cookie} */
    Optional<Secret> in(String header) {
        for (int at = header.indexOf(name); at >= 0; at = header.indexOf(name, at + 1)) {
            int value = at + name.length() + 1;
            boolean starts = at == 0 || header.charAt(at - 1) == ' ' || header.charAt(at - 1) == ';';
            if (starts && value <= header.length() && header.charAt(value - 1) == '=') {
                int end = header.indexOf(';', value);
                return Optional.of(new Secret(
                        header.substring(value, end < 0 ? header.length() : end).strip()));
            }
        }
        return Optional.empty();
    }

    /** The request's {@code Cookie} without ours; empty when nothing is left. */
    static String withoutOurs(String header) {
        if (OURS.stream().noneMatch(header::contains)) {
            return header;
        }
        return Arrays.stream(header.split(";"))
                .map(String::strip)
                .filter(pair -> !pair.isEmpty() && !isOurs(nameOf(pair)))
                .collect(Collectors.joining("; "));
    }

    /**
     * A {@code Set-Cookie} of an app as it may reach the browser: none of our names, and for its own host alone, since a wider
     * {@code Domain} would reach other projects' previews and the IDE.
     */
    static Optional<String> confined(String header) {
        if (isOurs(nameOf(header))) {
            return Optional.empty();
        }
        if (!header.toLowerCase(Locale.ROOT).contains("domain")) {
            return Optional.of(header);
        }
        int end = header.indexOf(';');
        if (end < 0) {
            return Optional.of(header);
        }
        return Optional.of(header.substring(0, end)
                + Arrays.stream(header.substring(end + 1).split(";"))
                        .filter(attribute -> !"domain".equalsIgnoreCase(nameOf(attribute)))
                        .map(";"::concat)
                        .collect(Collectors.joining()));
    }

    private static boolean isOurs(String name) {
        return OURS.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static String nameOf(String pair) {
        int equals = pair.indexOf('=');
        int semicolon = pair.indexOf(';');
        int end = equals < 0 || semicolon >= 0 && semicolon < equals ? semicolon : equals;
        return (end < 0 ? pair : pair.substring(0, end)).strip();
    }
}

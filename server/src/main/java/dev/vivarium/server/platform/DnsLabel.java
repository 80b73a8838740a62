package dev.vivarium.server.platform;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form of every id: a DNS label (RFC 1123) that starts with a letter, at most 40 characters. */
public final class DnsLabel {

    public static final int MAX_LENGTH = 40;
    private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

    private DnsLabel() {}

    public static boolean matches(String value) {
        return FORM.matcher(value).matches();
    }

    /** The closest label to {@code name}: accents dropped, other characters as dashes; empty when no letter is left to start with. */
    public static Optional<String> from(String name) {
        var ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        var dashed =
                ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+", "");
        var cut = dashed.substring(0, Math.min(dashed.length(), MAX_LENGTH)).replaceAll("-+$", "");
        return matches(cut) ? Optional.of(cut) : Optional.empty();
    }
}

package dev.vivarium.sandbox;

import java.util.regex.Pattern;

final class Labels {

    private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

    private Labels() {}

    static void check(String what, String value) {
        if (!LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " must be a DNS label of at most 40 characters: " + value);
        }
    }
}

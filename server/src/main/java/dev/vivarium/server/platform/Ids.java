package dev.vivarium.server.platform;

import java.security.SecureRandom;

/** Random ids: DNS labels of a one-letter kind and 16 characters, 80 bits. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;

    private Ids() {}

    public static String random(char kind) {
        var id = new StringBuilder().append(kind);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}

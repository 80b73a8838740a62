package dev.vivarium.server.workspace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A strong entity tag (RFC 9110, 8.8.3): the first 128 bits of the content's SHA-256, in quotes. */
public record Etag(@JsonValue String value) {

    private static final int BYTES = 16;

    /** Of what the digest has seen. */
    static Etag of(MessageDigest digest) {
        return new Etag("\"" + HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES)) + "\"");
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

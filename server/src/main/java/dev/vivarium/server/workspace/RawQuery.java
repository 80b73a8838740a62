package dev.vivarium.server.workspace;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a query string, decoded strictly: what is not UTF-8 is refused, where the framework would put a replacement
 * character and so name another file.
 */
final class RawQuery {

    private RawQuery() {}

    /** The first parameter of this name. */
    static Optional<String> parameter(@Nullable String query, String name) {
        if (query == null) {
            return Optional.empty();
        }
        for (var pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                return Optional.of(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    static WorkspacePath requiredPath(@Nullable String query) {
        return WorkspacePath.parse(parameter(query, "path").orElse(null));
    }

    private static String decode(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        try {
            for (int i = 0; i < encoded.length(); i++) {
                char c = encoded.charAt(i);
                if (c == '%') {
                    bytes.write(hex(encoded, i + 1));
                    i += 2;
                } else {
                    // A request line has bytes, each handed on as one character.
                    bytes.write(c == '+' ? ' ' : c);
                }
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException | IndexOutOfBoundsException | NumberFormatException exception) {
            throw new PlatformException(ErrorCode.INVALID_PATH, "The query is not percent-encoded UTF-8.", exception);
        }
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        if (high < 0 || low < 0) {
            throw new NumberFormatException("not two hex digits");
        }
        return high * 16 + low;
    }
}

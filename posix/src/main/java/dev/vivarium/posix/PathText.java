package dev.vivarium.posix;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The text form of file names. To Linux a name is bytes; here it is a string that stands for exactly one byte sequence: UTF-8
 * decoded, and each byte that is no UTF-8, or belongs to a control character or to U+FFFD, written as U+FFFD and two hex digits.
 * So every name can be shown, compared and sent back, and no two names look alike.
 */
public final class PathText {

    private static final char MARK = '\uFFFD';
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathText() {}

    public static String of(byte[] name) {
        var text = new String(name, StandardCharsets.UTF_8);
        // Malformed input decodes to the mark, so a text without it is the exact one.
        return isPlain(text) ? text : escaped(name);
    }

    /** The bytes of a name or path that is {@linkplain #isCanonical canonical}. */
    public static byte[] bytes(String text) {
        if (text.indexOf(MARK) < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == MARK) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 3;
            } else {
                int codePoint = text.codePointAt(i);
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(codePoint);
            }
        }
        return bytes.toByteArray();
    }

    /** Whether the text is what {@link #of} makes of some bytes. */
    public static boolean isCanonical(String text) {
        try {
            return of(bytes(text)).equals(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformedEscape) {
            return false;
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == MARK || Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(byte[] name) {
        var text = new StringBuilder(name.length + 8);
        for (int i = 0; i < name.length; ) {
            int length = sequenceLength(name, i);
            var character = decode(name, i, length);
            if (!character.isEmpty() && isPlain(character)) {
                text.append(character);
                i += length;
            } else {
                text.append(MARK).append(HEX.toHexDigits(name[i]));
                i++;
            }
        }
        return text.toString();
    }

    private static int sequenceLength(byte[] name, int at) {
        int lead = Byte.toUnsignedInt(name[at]);
        int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        return Math.min(length, name.length - at);
    }

    private static String decode(byte[] name, int at, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name, at, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return "";
        }
    }
}

package dev.vivarium.server.workspace;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds what is searched for in the bytes of a file, within single lines. Thread-safe. */
public sealed interface LineMatcher {

    /** Prepares a file of {@code length} bytes. */
    Finder in(byte[] content, int length);

    /** Looks through one file. */
    interface Finder {

        /** Offset of the first hit at or after {@code from}, or -1. */
        int find(int from);
    }

    static LineMatcher literal(String text, boolean caseSensitive) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean ascii = bytes.length == text.length();
        return caseSensitive || ascii
                ? new Literal(bytes, caseSensitive)
                : new Regex(Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE));
    }

    /** @throws com.google.re2j.PatternSyntaxException when it is none */
    static LineMatcher regex(String regex, boolean caseSensitive) {
        int flags = Pattern.MULTILINE | (caseSensitive ? 0 : Pattern.CASE_INSENSITIVE);
        var pattern = new Regex(Pattern.compile(regex, flags));
        var required = RequiredLiteral.of(regex);
        boolean ascii = required.chars().allMatch(c -> c < 0x80);
        return required.isEmpty() || !caseSensitive && !ascii
                ? pattern
                : new LinesWith(literal(required, caseSensitive), pattern.pattern());
    }

    /** Compares bytes, which for UTF-8 is to compare characters; as Latin-1 strings the JDK does so with vector instructions. */
    record Literal(byte[] text, boolean caseSensitive) implements LineMatcher {

        @Override
        public Finder in(byte[] content, int length) {
            var needle = latin1(caseSensitive ? text : lower(text, text.length), text.length);
            var haystack = latin1(caseSensitive ? content : lower(content, length), length);
            return from -> haystack.indexOf(needle, from);
        }

        @SuppressWarnings("deprecation")
        private static String latin1(byte[] bytes, int length) {
            return new String(bytes, 0, 0, length);
        }

        private static byte[] lower(byte[] bytes, int length) {
            var lower = Arrays.copyOf(bytes, length);
            for (int i = 0; i < length; i++) {
                byte b = lower[i];
                lower[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
            }
            return lower;
        }
    }

    /** Matches lines that hold a text without which the pattern cannot match: RE2/J is slow, finding a text is not. */
    record LinesWith(LineMatcher required, Pattern pattern) implements LineMatcher {

        @Override
        public Finder in(byte[] content, int length) {
            var finder = required.in(content, length);
            return from -> {
                for (int at = from, hit; at <= length && (hit = finder.find(at)) >= 0; ) {
                    int start = Lines.startOf(content, hit);
                    int end = Lines.endOf(content, length, hit);
                    var line = pattern.matcher(Arrays.copyOfRange(content, start, end));
                    if (line.find()) {
                        return start + line.start();
                    }
                    at = end + 1;
                }
                return -1;
            };
        }
    }

    /** Searches the whole file at once, then asks the line alone: a pattern may span lines, a hit may not. */
    record Regex(Pattern pattern) implements LineMatcher {

        @Override
        public Finder in(byte[] content, int length) {
            var bytes = Arrays.copyOf(content, length);
            var matcher = pattern.matcher(bytes);
            return from -> {
                for (int at = from; at <= length && matcher.find(at); ) {
                    int start = Lines.startOf(bytes, matcher.start());
                    int end = Lines.endOf(bytes, length, matcher.start());
                    var line = pattern.matcher(Arrays.copyOfRange(bytes, start, end));
                    if (line.find()) {
                        return start + line.start();
                    }
                    at = end + 1;
                }
                return -1;
            };
        }
    }
}

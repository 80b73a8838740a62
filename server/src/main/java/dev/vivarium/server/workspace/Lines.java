package dev.vivarium.server.workspace;

import java.nio.charset.StandardCharsets;

/** Lines in the bytes of a file. */
final class Lines {

    private static final int MAX_TEXT = 400;
    private static final int BEFORE_HIT = 100;

    private Lines() {}

    static int startOf(byte[] content, int offset) {
        int start = offset;
        while (start > 0 && content[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    static int endOf(byte[] content, int length, int offset) {
        int end = offset;
        while (end < length && content[end] != '\n') {
            end++;
        }
        return end;
    }

    static int count(byte[] content, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (content[i] == '\n') {
                count++;
            }
        }
        return count;
    }

    /** The hit at {@code offset} in the line from {@code start} to {@code end}. */
    static SearchMatch match(WorkspacePath path, int number, byte[] content, int start, int offset, int end) {
        int last = end > start && content[end - 1] == '\r' ? end - 1 : end;
        var before = new String(content, start, offset - start, StandardCharsets.UTF_8);
        var line = before + new String(content, offset, Math.max(0, last - offset), StandardCharsets.UTF_8);
        int column = before.length();
        int from = line.length() <= MAX_TEXT ? 0 : Math.max(0, column - BEFORE_HIT);
        int to = Math.min(line.length(), from + MAX_TEXT);
        return new SearchMatch(path, number, column + 1, whole(line, from, to));
    }

    /** Not cutting through a pair of surrogates. */
    private static String whole(String line, int from, int to) {
        int start = from > 0 && Character.isLowSurrogate(line.charAt(from)) ? from + 1 : from;
        int end = to < line.length() && Character.isLowSurrogate(line.charAt(to)) ? to - 1 : to;
        return line.substring(start, Math.max(start, end));
    }
}

package dev.vivarium.server.workspace;

/**
 * A text that every match of a pattern must hold, so that lines without it need not be matched. Told from the pattern's outermost
 * level alone: what is in groups and classes, or may be left out, is passed over. When in doubt there is none.
 */
final class RequiredLiteral {

    private final String pattern;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int at;

    private RequiredLiteral(String pattern) {
        this.pattern = pattern;
    }

    /** The longest one; empty when there is none. */
    static String of(String pattern) {
        try {
            return new RequiredLiteral(pattern).find();
        } catch (IndexOutOfBoundsException unbalanced) {
            return "";
        }
    }

    private String find() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '|' -> {
                    return "";
                }
                case '(' -> {
                    if (!skipGroup()) {
                        return "";
                    }
                    endRun();
                }
                case '[' -> {
                    skipClass();
                    endRun();
                }
                case '\\' -> escaped();
                case '.', '^', '$', '+', ')' -> endRun();
                case '*', '?' -> dropLast();
                case '{' -> {
                    dropLast();
                    at = pattern.indexOf('}', at) + 1;
                    if (at == 0) {
                        return "";
                    }
                }
                default -> run.append(c);
            }
        }
        endRun();
        return longest;
    }

    private void endRun() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }

    /** What a quantifier makes optional. */
    private void dropLast() {
        if (!run.isEmpty()) {
            run.setLength(run.length() - (Character.isLowSurrogate(run.charAt(run.length() - 1)) ? 2 : 1));
        }
        endRun();
    }

    private void escaped() {
        char c = pattern.charAt(at++);
        if (!Character.isLetterOrDigit(c)) {
            run.append(c);
            return;
        }
        endRun();
        if (c == 'p' || c == 'P' || c == 'x') {
            at += at < pattern.length() && pattern.charAt(at) == '{' ? pattern.indexOf('}', at) - at + 1 : 2;
        } else if (c == 'Q') {
            at = pattern.length();
        } else if (Character.isDigit(c)) {
            while (at < pattern.length() && Character.isDigit(pattern.charAt(at))) {
                at++;
            }
        }
    }

    /** @return false for one that sets flags */
    private boolean skipGroup() {
        if (pattern.startsWith("?", at) && !pattern.startsWith("?:", at)) {
            return false;
        }
        for (int depth = 1; depth > 0; ) {
            switch (pattern.charAt(at++)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case '[' -> skipClass();
                case '\\' -> at++;
                default -> {}
            }
        }
        return true;
    }

    private void skipClass() {
        at += pattern.startsWith("^", at) ? 1 : 0;
        at += pattern.startsWith("]", at) ? 1 : 0;
        for (char c; (c = pattern.charAt(at++)) != ']'; ) {
            if (c == '\\') {
                at++;
            } else if (c == '[' && pattern.startsWith(":", at)) {
                at = pattern.indexOf(":]", at) + 2;
            }
        }
    }
}

package dev.vivarium.server.workspace;

import com.google.re2j.PatternSyntaxException;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to search for.
 *
 * @param everywhere in folders that tools fill, too
 */
public record SearchQuery(LineMatcher matcher, boolean everywhere) {

    private static final int MAX_LENGTH = 1000;

    /** @param regex in the syntax of RE2, whose time is linear in the text whatever the pattern */
    public static SearchQuery parse(@Nullable String text, boolean regex, boolean caseSensitive, boolean everywhere) {
        if (text == null || text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new PlatformException(ErrorCode.INVALID, "Say what to search for: q, 1 to 1000 characters.");
        }
        return new SearchQuery(
                regex ? regex(text, caseSensitive) : LineMatcher.literal(text, caseSensitive), everywhere);
    }

    private static LineMatcher regex(String text, boolean caseSensitive) {
        try {
            return LineMatcher.regex(text, caseSensitive);
        } catch (PatternSyntaxException exception) {
            int position = Math.max(0, text.indexOf(exception.getPattern()));
            throw new PlatformException(
                    ErrorCode.INVALID,
                    "The pattern cannot be read at position " + position + ": " + exception.getDescription() + ".",
                    Map.of("position", position),
                    exception);
        }
    }
}

package dev.vivarium.server.terminal;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import java.util.regex.Pattern;

/** What a client calls a terminal of a project: 1 to 40 lower-case letters, digits and dashes. */
record TerminalName(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,40}");

    static TerminalName parse(String value) {
        if (!FORM.matcher(value).matches()) {
            throw new PlatformException(
                    ErrorCode.INVALID, "A terminal's name has 1 to 40 lower-case letters, digits and dashes.");
        }
        return new TerminalName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.vivarium.server.project;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/** What a person calls a project: 1 to 100 characters, none of them a control character. */
record ProjectName(String value) {

    private static final int MAX_LENGTH = 100;

    static ProjectName parse(@Nullable String given) {
        var name = given == null ? "" : given.strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_LENGTH) {
            throw new PlatformException(ErrorCode.INVALID, "Give the project a name of 1 to 100 characters.");
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new PlatformException(
                    ErrorCode.INVALID, "A project's name cannot contain control characters or half a surrogate pair.");
        }
        return new ProjectName(name);
    }
}

package dev.vivarium.server.project;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.vivarium.server.platform.DnsLabel;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;

/** Names a project everywhere: in the API, in its preview's host name and on disk. A DNS label of at most 40 characters. */
public record ProjectId(@JsonValue String value) {

    public ProjectId {
        if (!DnsLabel.matches(value)) {
            throw new IllegalArgumentException("not a project id: " + value);
        }
    }

    /** An id that came from outside; what cannot be one names no project. */
    public static ProjectId parse(String value) {
        if (!DnsLabel.matches(value)) {
            throw new PlatformException(ErrorCode.PROJECT_NOT_FOUND, "There is no such project.");
        }
        return new ProjectId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

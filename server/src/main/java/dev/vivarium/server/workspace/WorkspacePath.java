package dev.vivarium.server.workspace;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.vivarium.posix.PathText;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder of a workspace: relative to its root, {@code /} between the names, empty for the root itself. Names are in the
 * form of {@link PathText}, so that those which are no UTF-8 can be shown and sent back too.
 */
public record WorkspacePath(@JsonValue String value) implements Comparable<WorkspacePath> {

    public static final WorkspacePath ROOT = new WorkspacePath("");
    private static final int MAX_PATH_BYTES = 4096;
    private static final int MAX_NAME_BYTES = 255;

    public WorkspacePath {
        if (!value.isEmpty()) {
            for (var name : value.split("/", -1)) {
                if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                    throw new IllegalArgumentException("not a workspace path: " + value);
                }
            }
        }
    }

    /** A path that came from outside. @throws PlatformException {@code invalid-path}, saying what is wrong with it */
    public static WorkspacePath parse(@Nullable String given) {
        if (given == null) {
            throw invalid("Say which file: the path is missing.", "");
        }
        if (given.startsWith("/")) {
            throw invalid("The path is absolute. Give it relative to the workspace, without a leading slash.", given);
        }
        if (given.indexOf('\0') >= 0) {
            throw invalid("The path holds a NUL character.", given);
        }
        if (!PathText.isCanonical(given)) {
            throw invalid("The path holds a control character, or is not UTF-8.", given);
        }
        if (PathText.bytes(given).length > MAX_PATH_BYTES) {
            throw invalid("The path is longer than 4096 bytes.", given);
        }
        if (!given.isEmpty()) {
            for (var name : given.split("/", -1)) {
                checkName(name, given);
            }
        }
        return new WorkspacePath(given);
    }

    private static void checkName(String name, String path) {
        if (name.isEmpty()) {
            throw invalid("The path has an empty name: two slashes in a row, or one at the end.", path);
        }
        if (name.equals("..") || name.equals(".")) {
            throw invalid("The path holds \"" + name + "\". Give the plain path from the workspace's root.", path);
        }
        if (PathText.bytes(name).length > MAX_NAME_BYTES) {
            throw invalid("A name in the path is longer than 255 bytes.", path);
        }
    }

    private static PlatformException invalid(String message, String path) {
        return new PlatformException(ErrorCode.INVALID_PATH, message, Map.of("path", path), null);
    }

    public boolean isRoot() {
        return value.isEmpty();
    }

    /** The last name; empty for the root. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The folder it is in; the root is its own. */
    public WorkspacePath parent() {
        int slash = value.lastIndexOf('/');
        return slash < 0 ? ROOT : new WorkspacePath(value.substring(0, slash));
    }

    public WorkspacePath child(String name) {
        return new WorkspacePath(isRoot() ? name : value + "/" + name);
    }

    /** Whether it is {@code folder} or somewhere in it. */
    public boolean isWithin(WorkspacePath folder) {
        return folder.isRoot()
                || value.startsWith(folder.value)
                        && (value.length() == folder.value.length() || value.charAt(folder.value.length()) == '/');
    }

    @Override
    public int compareTo(WorkspacePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.vivarium.server.workspace;

import dev.vivarium.posix.Errno;
import dev.vivarium.posix.PosixException;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a failed system call means for the caller of the API. */
final class Refusals {

    private Refusals() {}

    static RuntimeException of(IOException failure, WorkspacePath path) {
        return failure instanceof PosixException posix ? of(posix, path) : new UncheckedIOException(failure);
    }

    private static RuntimeException of(PosixException failure, WorkspacePath path) {
        return switch (failure.errno()) {
            case Errno.ENOENT -> notFound(path);
            case Errno.EEXIST -> exists(path);
            case Errno.ENOTDIR ->
                refusal(ErrorCode.NOT_A_DIRECTORY, "A part of the path is a file, not a folder.", path, failure);
            case Errno.EISDIR -> notAFile(path);
            case Errno.ENOSPC, Errno.EDQUOT ->
                refusal(ErrorCode.DISK_FULL, "The disk is full; nothing was changed. Delete something.", path, failure);
            case Errno.ENAMETOOLONG ->
                refusal(ErrorCode.INVALID_PATH, "The path is longer than the file system allows.", path, failure);
            case Errno.EXDEV ->
                refusal(
                        ErrorCode.FORBIDDEN,
                        "A symbolic link in the path leads out of the workspace; it is not followed.",
                        path,
                        failure);
            case Errno.ELOOP ->
                refusal(
                        ErrorCode.FORBIDDEN,
                        "The path goes through symbolic links that cannot be followed.",
                        path,
                        failure);
            case Errno.EACCES, Errno.EPERM ->
                refusal(
                        ErrorCode.FORBIDDEN,
                        "The file belongs to another user; the server may not touch it.",
                        path,
                        failure);
            case Errno.EINVAL -> refusal(ErrorCode.INVALID, "A folder cannot be moved into itself.", path, failure);
            default -> new UncheckedIOException(failure);
        };
    }

    static PlatformException notFound(WorkspacePath path) {
        return refusal(ErrorCode.FILE_NOT_FOUND, "There is no such file or folder.", path, null);
    }

    static PlatformException exists(WorkspacePath path) {
        return refusal(ErrorCode.FILE_EXISTS, "Something with this name is there already.", path, null);
    }

    static PlatformException notAFile(WorkspacePath path) {
        return refusal(ErrorCode.NOT_A_FILE, "This is not a regular file.", path, null);
    }

    static PlatformException rootIsFixed() {
        return refusal(
                ErrorCode.ROOT_IS_FIXED,
                "The workspace's root can only be listed. Name a file or folder in it.",
                WorkspacePath.ROOT,
                null);
    }

    static PlatformException refusal(ErrorCode code, String message, WorkspacePath path, @Nullable Throwable cause) {
        return new PlatformException(code, message, Map.of("path", path.value()), cause);
    }
}

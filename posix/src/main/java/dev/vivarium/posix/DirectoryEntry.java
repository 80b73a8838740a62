package dev.vivarium.posix;

import org.jspecify.annotations.Nullable;

/**
 * A child of a directory.
 *
 * @param name in the form of {@link PathText}
 * @param stat null when it was not asked for, or when the child went away meanwhile
 */
public record DirectoryEntry(
        String name, FileType type, @Nullable FileStat stat) {}

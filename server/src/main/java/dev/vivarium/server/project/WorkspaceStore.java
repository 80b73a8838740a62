package dev.vivarium.server.project;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What projects need of their workspaces; {@code workspace} implements it. */
public interface WorkspaceStore {

    /**
     * Makes the workspace with a copy of the regular files and folders below {@code files}, which is ours and trusted.
     * Where it fails nothing is left behind.
     */
    void create(ProjectId id, Path files);

    /** Makes it unreachable at once; its files are removed in the background. Does nothing when there is none. */
    void delete(ProjectId id);

    /** The content of a regular file of at most {@code maxBytes}; empty when there is none, or it is larger. */
    Optional<byte[]> read(ProjectId id, String path, int maxBytes);

    /** Names in a folder; empty when there is none. At most 100,000. */
    Set<String> names(ProjectId id, String path);
}

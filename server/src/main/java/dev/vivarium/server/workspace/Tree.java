package dev.vivarium.server.workspace;

import java.util.List;
import java.util.Map;

/**
 * A listing of a folder and, as far as asked for, of the folders in it.
 *
 * @param folders the sorted entries of each folder that was listed
 * @param truncated there was more than one answer may hold
 */
public record Tree(WorkspacePath path, Map<WorkspacePath, List<TreeEntry>> folders, boolean truncated) {

    public List<TreeEntry> entries() {
        return folders.getOrDefault(path, List.of());
    }
}

package dev.vivarium.server.workspace;

import dev.vivarium.server.workspace.WorkspaceChange.Change;
import dev.vivarium.server.workspace.WorkspaceChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Changes that were seen and not told yet: one per path, and folders in place of too many. Used by one thread. */
final class PendingChanges {

    static final int MAX_CHANGES = 1000;
    private static final int MAX_OVERFLOWS = 16;

    private final Map<WorkspacePath, Change> changes = new LinkedHashMap<>();
    private final Set<WorkspacePath> overflows = new TreeSet<>();

    boolean isEmpty() {
        return changes.isEmpty() && overflows.isEmpty();
    }

    void add(Kind kind, WorkspacePath path, TreeEntry.Type entry) {
        if (overflows.stream().anyMatch(folder -> isBelow(path, folder))) {
            return;
        }
        var earlier = changes.get(path);
        if (earlier != null && earlier.kind() == Kind.DELETED && kind == Kind.CREATED) {
            // Another took its place; if it is a folder, what was in the first one is not in this one.
            overflowInside(path, entry);
        }
        changes.merge(path, new Change(kind, path, entry), PendingChanges::merge);
        if (changes.size() > MAX_CHANGES) {
            overflow(commonFolder(changes.keySet()));
        }
    }

    private static Change merge(Change earlier, Change later) {
        boolean staysNew = earlier.kind() == Kind.CREATED && later.kind() == Kind.MODIFIED;
        return staysNew ? earlier : later;
    }

    private void overflowInside(WorkspacePath path, TreeEntry.Type entry) {
        if (entry == TreeEntry.Type.DIRECTORY) {
            overflow(path);
        }
    }

    /** Whatever was to be told of what is in the folder: it is to be listed again. */
    void overflow(WorkspacePath folder) {
        if (overflows.stream().anyMatch(folder::isWithin)) {
            return;
        }
        overflows.removeIf(narrower -> narrower.isWithin(folder));
        overflows.add(folder);
        changes.keySet().removeIf(path -> isBelow(path, folder));
        if (overflows.size() > MAX_OVERFLOWS) {
            overflow(commonFolder(overflows));
        }
    }

    private static boolean isBelow(WorkspacePath path, WorkspacePath folder) {
        return path.isWithin(folder) && !path.equals(folder);
    }

    /** The deepest folder that has all of them in it. */
    private static WorkspacePath commonFolder(Set<WorkspacePath> paths) {
        var iterator = paths.iterator();
        var common = iterator.next().parent();
        while (iterator.hasNext()) {
            var path = iterator.next();
            while (!isBelow(path, common)) {
                common = common.parent();
            }
        }
        return common;
    }

    /**
     * What is to be told, and forgets it. Changes before overflows: a folder is announced before it is to be listed.
     *
     * @param look what is at a path now
     */
    List<WorkspaceChange> drain(Function<WorkspacePath, Optional<TreeEntry.Type>> look) {
        var told = new ArrayList<WorkspaceChange>();
        if (!changes.isEmpty()) {
            told.add(new WorkspaceChange.Changed(List.copyOf(changes.values()).stream()
                    .map(change -> asItIs(change, look.apply(change.path())))
                    .toList()));
        }
        overflows.forEach(folder -> told.add(new WorkspaceChange.Overflow(folder)));
        changes.clear();
        overflows.clear();
        return told;
    }

    /** The disk has the last word: what was seen may be over, or come in another order (a rename that trades places does). */
    private Change asItIs(Change seen, Optional<TreeEntry.Type> now) {
        if (now.isEmpty()) {
            return new Change(Kind.DELETED, seen.path(), seen.entry());
        }
        if (seen.kind() == Kind.DELETED) {
            overflowInside(seen.path(), now.get());
        }
        var kind = seen.kind() == Kind.DELETED ? Kind.MODIFIED : seen.kind();
        return new Change(kind, seen.path(), now.get());
    }
}

package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.DirectoryEntry;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.FileType;
import dev.vivarium.posix.Inotify;
import dev.vivarium.posix.PosixException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Which folders of a workspace are watched, and under which numbers. Used by one thread at a time. */
final class WatchedFolders {

    private final Inotify inotify;
    private final int max;
    private final Map<Integer, WorkspacePath> paths = new HashMap<>();
    private final NavigableMap<String, Integer> watches = new TreeMap<>();
    private final Set<WorkspacePath> beyondLimit = new TreeSet<>();

    /** @param max folders watched at most */
    WatchedFolders(Inotify inotify, int max) {
        this.inotify = inotify;
        this.max = max;
    }

    Optional<WorkspacePath> path(int watch) {
        return Optional.ofNullable(paths.get(watch));
    }

    /** Folders that changes are not seen in, because too many are watched already. */
    Set<WorkspacePath> beyondLimit() {
        return beyondLimit;
    }

    /**
     * Watches a folder and those in it. Each is watched before it is read, so what appears meanwhile is found or reported, or both.
     *
     * @param found told of all that is there
     */
    void add(Anchor anchor, WorkspacePath path, BiConsumer<WorkspacePath, FileType> found) {
        var todo = new ArrayDeque<>(List.of(path));
        while (!todo.isEmpty()) {
            todo.addAll(addOne(anchor, todo.pop(), found));
        }
    }

    /** @return the folders in it that are to be watched too */
    private List<WorkspacePath> addOne(Anchor anchor, WorkspacePath path, BiConsumer<WorkspacePath, FileType> found) {
        try (var folder = anchor.folderWithoutLinks(path.value())) {
            if (watches.size() >= max || !watch(anchor, folder, path)) {
                beyondLimit.add(path);
                return List.of();
            }
            return HeavyFolders.isWatched(path.name()) ? read(anchor, folder, path, found) : List.of();
        } catch (PosixException goneMeanwhile) {
            return List.of();
        }
    }

    /** @return false when the user has as many watches as it may */
    private boolean watch(Anchor anchor, DirectoryDescriptor folder, WorkspacePath path) throws PosixException {
        try {
            int watch = anchor.granted(path.value(), () -> inotify.watch(folder));
            var before = paths.put(watch, path);
            if (before != null) {
                watches.remove(before.value(), watch);
            }
            watches.put(path.value(), watch);
            return true;
        } catch (PosixException exception) {
            if (exception.errno() == Errno.ENOSPC) {
                return false;
            }
            throw exception;
        }
    }

    private static List<WorkspacePath> read(
            Anchor anchor, DirectoryDescriptor folder, WorkspacePath path, BiConsumer<WorkspacePath, FileType> found)
            throws PosixException {
        var folders = new ArrayList<WorkspacePath>();
        try (var reader = anchor.read(folder)) {
            for (Optional<DirectoryEntry> entry; (entry = reader.next()).isPresent(); ) {
                var child = path.child(entry.get().name());
                found.accept(child, entry.get().type());
                if (entry.get().type() == FileType.DIRECTORY) {
                    folders.add(child);
                }
            }
        }
        return folders;
    }

    /** Forgets a folder and those in it. */
    void remove(WorkspacePath path) {
        var below = path.isRoot() ? watches : watches.subMap(path.value() + "/", path.value() + (char) ('/' + 1));
        for (var watch : List.copyOf(below.values())) {
            inotify.unwatch(watch);
            paths.remove(watch);
        }
        below.clear();
        var own = watches.remove(path.value());
        if (own != null) {
            inotify.unwatch(own);
            paths.remove(own);
        }
        beyondLimit.removeIf(folder -> folder.isWithin(path));
    }

    /** The kernel has ended a watch by itself. */
    void ended(int watch) {
        var path = paths.remove(watch);
        if (path != null) {
            watches.remove(path.value(), watch);
        }
    }
}

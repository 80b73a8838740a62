package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.DirectoryEntry;
import dev.vivarium.posix.FileStat;
import dev.vivarium.posix.FileType;
import dev.vivarium.posix.PosixException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists folders level by level, so that what does not fit into one answer is what lies deepest. */
final class TreeListing {

    static final int MAX_ENTRIES = 50_000;

    private final Anchor anchor;
    private final Map<WorkspacePath, List<TreeEntry>> folders = new HashMap<>();
    private int left = MAX_ENTRIES;
    private boolean truncated;

    private TreeListing(Anchor anchor) {
        this.anchor = anchor;
    }

    static Tree list(Anchor anchor, WorkspacePath path, int depth) throws PosixException {
        var listing = new TreeListing(anchor);
        try (var folder = anchor.folder(path.value())) {
            listing.list(folder, path);
        }
        var level = List.of(path);
        for (int reached = 1; reached < depth && !level.isEmpty(); reached++) {
            level = listing.nextLevel(level);
        }
        return new Tree(path, listing.folders, listing.truncated);
    }

    static Set<String> names(Anchor anchor, DirectoryDescriptor folder, int max) throws PosixException {
        var names = new LinkedHashSet<String>();
        try (var reader = anchor.read(folder)) {
            for (Optional<DirectoryEntry> entry; names.size() < max && (entry = reader.next()).isPresent(); ) {
                names.add(entry.get().name());
            }
        }
        return names;
    }

    private List<WorkspacePath> nextLevel(List<WorkspacePath> level) {
        var next = new ArrayList<WorkspacePath>();
        for (var folder : level) {
            for (var entry : folders.getOrDefault(folder, List.of())) {
                if (entry.type() == TreeEntry.Type.DIRECTORY && !entry.link() && listed(entry.path())) {
                    next.add(entry.path());
                }
            }
        }
        return next;
    }

    /** @return whether it could be listed; it may be gone, or be something else by now */
    private boolean listed(WorkspacePath path) {
        if (left <= 0) {
            truncated = true;
            return false;
        }
        try (var folder = anchor.folderWithoutLinks(path.value())) {
            list(folder, path);
            return true;
        } catch (PosixException gone) {
            return false;
        }
    }

    private void list(DirectoryDescriptor folder, WorkspacePath path) throws PosixException {
        var entries = new ArrayList<TreeEntry>();
        try (var reader = anchor.read(folder)) {
            for (Optional<DirectoryEntry> entry; (entry = reader.nextWithStat()).isPresent(); ) {
                if (left == 0) {
                    truncated = true;
                    break;
                }
                var stat = entry.get().stat();
                if (stat != null) {
                    entries.add(entry(path, entry.get().name(), stat));
                    left--;
                }
            }
        }
        entries.sort(TreeEntry.ORDER);
        folders.put(path, entries);
    }

    private TreeEntry entry(WorkspacePath folder, String name, FileStat stat) {
        var path = folder.child(name);
        boolean link = stat.type() == FileType.SYMBOLIC_LINK;
        var shown = link ? behind(anchor, path).orElse(stat) : stat;
        return new TreeEntry(path, name, type(shown), shown.size(), modifiedAt(shown), link);
    }

    /** Empty when the link leads out, or nowhere. */
    static Optional<FileStat> behind(Anchor anchor, WorkspacePath link) {
        try (var located = anchor.locate(link.value())) {
            return Optional.of(located.stat());
        } catch (PosixException exception) {
            return Optional.empty();
        }
    }

    static TreeEntry.Type type(FileStat stat) {
        return switch (stat.type()) {
            case REGULAR -> TreeEntry.Type.FILE;
            case DIRECTORY -> TreeEntry.Type.DIRECTORY;
            case SYMBOLIC_LINK, SPECIAL -> TreeEntry.Type.OTHER;
        };
    }

    /** To the millisecond: what a listing shows needs no more. */
    private static Instant modifiedAt(FileStat stat) {
        return Instant.ofEpochMilli(Math.floorDiv(stat.modified(), 1_000_000L));
    }
}

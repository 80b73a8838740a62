package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.PosixException;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.ProjectId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The files of one project. All methods block; they may be called from any thread. Changes made here follow one another; the
 * sandbox makes its own at any time. Every refusal is a {@link PlatformException}.
 *
 * <p>It holds no descriptor between calls: a workspace that was deleted answers {@code project-not-found}.
 */
public final class Workspace {

    public static final long MAX_FILE_BYTES = 512L * 1024 * 1024;
    public static final int MAX_BATCH = 1000;

    private final ProjectId id;
    private final DirectoryDescriptor workspaces;
    private final DirectoryDescriptor stagingAreas;
    private final Etags etags;
    private final ReentrantLock changes = new ReentrantLock();

    /** @param stagingAreas folder of the workspaces' staging areas, on the same file system */
    Workspace(ProjectId id, DirectoryDescriptor workspaces, DirectoryDescriptor stagingAreas, Etags etags) {
        this.id = id;
        this.workspaces = workspaces;
        this.stagingAreas = stagingAreas;
        this.etags = etags;
    }

    /** What a written file became. @param created it was not there before */
    public record Written(Etag etag, boolean created) {}

    /** The file at the path, links that stay inside followed. The caller closes it. */
    public FileContent read(WorkspacePath path) {
        try (var anchor = anchor();
                var located = anchor.locate(path.value())) {
            return FileContent.open(located, path, etags);
        } catch (IOException exception) {
            throw exception instanceof PosixException posix && posix.errno() == Errno.ENOTDIR
                    ? Refusals.notFound(path)
                    : Refusals.of(exception, path);
        }
    }

    /** The bytes of a regular file of at most {@code maxBytes}; empty when there is none, or it is larger. */
    Optional<byte[]> readSmall(WorkspacePath path, int maxBytes) throws IOException {
        try (var anchor = anchor();
                var located = anchor.locate(path.value())) {
            return FileContent.ofSmall(located, maxBytes);
        }
    }

    /** Puts content at the path in one step; folders on the way are made. An existing file keeps its mode. */
    public Written write(WorkspacePath path, InputStream content, Precondition precondition) {
        if (path.isRoot()) {
            throw Refusals.rootIsFixed();
        }
        try (var anchor = anchor();
                var staging = staging()) {
            var file = staging.stage(content, MAX_FILE_BYTES);
            var created = new AtomicBoolean();
            changed(anchor, staging, transaction -> created.set(transaction.put(path, file, precondition)));
            return new Written(file.etag(), created.get());
        } catch (IOException exception) {
            throw Refusals.of(exception, path);
        }
    }

    public void createFile(WorkspacePath path) {
        change(path, transaction -> transaction.createFile(path));
    }

    public void createFolder(WorkspacePath path) {
        change(path, transaction -> transaction.createFolder(path));
    }

    /** Moves a file or folder; a link is moved itself. Never replaces anything. */
    public void rename(WorkspacePath from, WorkspacePath to) {
        change(from, transaction -> transaction.rename(from, to));
    }

    /** Deletes a file, a link, or a folder with all that is in it; it is gone at once for everybody. */
    public void delete(WorkspacePath path, Precondition precondition) {
        change(path, transaction -> transaction.delete(path, precondition));
    }

    /** Makes all changes, or none; also when this process dies in between. @return the tags of the files written */
    public List<Optional<Etag>> batch(List<BatchOperation> operations) {
        try (var anchor = anchor();
                var staging = staging()) {
            return new Batch(anchor, staging, etags).run(operations, changes);
        } catch (IOException exception) {
            throw Refusals.of(exception, WorkspacePath.ROOT);
        }
    }

    /** Lists a folder. @param depth how many levels, from 1 */
    public Tree tree(WorkspacePath path, int depth) {
        try (var anchor = anchor()) {
            return TreeListing.list(anchor, path, depth);
        } catch (IOException exception) {
            throw Refusals.of(exception, path);
        }
    }

    /** Searches all files; ends early when {@code sink} wants no more. */
    public void search(SearchQuery query, SearchSink sink) throws IOException {
        try (var anchor = anchor()) {
            new Search(anchor, query, sink).run();
        }
    }

    /** The names in a folder, at most so many. */
    Set<String> names(WorkspacePath path, int max) {
        try (var anchor = anchor();
                var folder = anchor.folder(path.value())) {
            return TreeListing.names(anchor, folder, max);
        } catch (IOException exception) {
            throw Refusals.of(exception, path);
        }
    }

    @FunctionalInterface
    private interface Change {
        void apply(Transaction transaction) throws IOException;
    }

    private void change(WorkspacePath path, Change change) {
        try (var anchor = anchor();
                var staging = staging()) {
            changed(anchor, staging, change);
        } catch (IOException exception) {
            throw Refusals.of(exception, path);
        }
    }

    private void changed(Anchor anchor, Staging staging, Change change) throws IOException {
        var transaction = new Transaction(anchor, staging, etags, Optional.empty());
        changes.lock();
        try {
            change.apply(transaction);
        } catch (IOException | RuntimeException exception) {
            transaction.undo();
            throw exception;
        } finally {
            changes.unlock();
        }
    }

    Anchor anchor() {
        try {
            return new Anchor(workspaces.directoryWithoutLinks(id.value()));
        } catch (PosixException exception) {
            throw new PlatformException(ErrorCode.PROJECT_NOT_FOUND, "The project has no files any more.", exception);
        }
    }

    private Staging staging() throws PosixException {
        return Staging.create(stagingArea());
    }

    private DirectoryDescriptor stagingArea() throws PosixException {
        try {
            return stagingAreas.directoryWithoutLinks(id.value());
        } catch (PosixException absent) {
            createStagingArea();
            return stagingAreas.directoryWithoutLinks(id.value());
        }
    }

    private void createStagingArea() throws PosixException {
        try {
            stagingAreas.createDirectory(id.value(), 0700);
        } catch (PosixException exception) {
            if (exception.errno() != Errno.EEXIST) {
                throw exception;
            }
        }
    }

    /** Takes back changes that an earlier process did not finish, and removes what it left. */
    void recover() {
        try (var anchor = anchor();
                var area = stagingArea()) {
            for (var name : TreeListing.names(anchor, area, Integer.MAX_VALUE)) {
                try (var staging = Staging.reopen(stagingArea(), name)) {
                    Transaction.recover(anchor, staging, etags);
                }
            }
        } catch (IOException exception) {
            throw Refusals.of(exception, WorkspacePath.ROOT);
        }
    }
}

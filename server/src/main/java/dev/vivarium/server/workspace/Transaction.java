package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.FileStat;
import dev.vivarium.posix.PosixException;
import dev.vivarium.server.platform.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Changes a workspace by {@link Step}s and remembers them, so that all can be taken back. Used by one thread, under the workspace's
 * lock; the sandbox changes things at the same time all the same.
 */
final class Transaction {

    private static final Logger LOG = Logger.getLogger(Transaction.class);
    /** How often a sandbox may spoil the moment between looking and changing before we give up. */
    private static final int ATTEMPTS = 20;

    private final Anchor anchor;
    private final Staging staging;
    private final Etags etags;
    private final Optional<Journal> journal;
    private final List<Step> made = new ArrayList<>();

    Transaction(Anchor anchor, Staging staging, Etags etags, Optional<Journal> journal) {
        this.anchor = anchor;
        this.staging = staging;
        this.etags = etags;
        this.journal = journal;
    }

    /** Puts content at the path, through a link that stays inside. @return whether it is a new file */
    boolean put(WorkspacePath path, StagedFile file, Precondition precondition) throws IOException {
        requireNotRoot(path);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var current = current(path);
            precondition.check(path, current.map(Current::etag));
            boolean done = current.isPresent() ? replace(path, file, current.get()) : add(path, file);
            if (done) {
                return current.isEmpty();
            }
        }
        throw Refusals.refusal(ErrorCode.STALE, "The file changes all the time. Try again.", path, null);
    }

    /** A file as it is now. */
    private record Current(FileStat stat, Etag etag) {}

    private Optional<Current> current(WorkspacePath path) throws IOException {
        try (var located = anchor.locate(path.value());
                var content = FileContent.open(located, path, etags)) {
            return Optional.of(new Current(content.stat(), content.etag()));
        } catch (PosixException exception) {
            if (exception.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw exception;
        }
    }

    /** @return false when the name was taken meanwhile */
    private boolean add(WorkspacePath path, StagedFile file) throws IOException {
        ensureFolder(path.parent());
        try (var place = Place.following(anchor, path)) {
            moveIn(file.slot(), place, false);
            return true;
        } catch (PosixException exception) {
            if (exception.errno() == Errno.EEXIST) {
                return false;
            }
            throw exception;
        }
    }

    /** Trades places with the old file, then looks whether that was the one. @return false when it was another */
    private boolean replace(WorkspacePath path, StagedFile file, Current current) throws IOException {
        staging.changeMode(file.slot(), current.stat().mode() & 0777);
        try (var place = Place.following(anchor, path)) {
            moveIn(file.slot(), place, true);
        } catch (PosixException exception) {
            if (exception.errno() == Errno.ENOENT) {
                return false;
            }
            throw exception;
        }
        var taken = staging.folder().stat(file.slot());
        boolean same = taken.isSameFile(current.stat())
                && taken.size() == current.stat().size()
                && taken.modified() == current.stat().modified();
        if (!same) {
            undo(made.removeLast());
        }
        return same;
    }

    void createFile(WorkspacePath path) throws IOException {
        requireNotRoot(path);
        var empty = staging.stage(new ByteArrayInputStream(new byte[0]), 0);
        ensureFolder(path.parent());
        try (var place = Place.of(anchor, path)) {
            moveIn(empty.slot(), place, false);
        }
    }

    void createFolder(WorkspacePath path) throws IOException {
        if (path.isRoot()) {
            throw Refusals.exists(path);
        }
        ensureFolder(path.parent());
        makeFolder(path);
    }

    void rename(WorkspacePath from, WorkspacePath to) throws IOException {
        requireNotRoot(from);
        requireNotRoot(to);
        if (from.equals(to)) {
            throw Refusals.exists(to);
        }
        if (to.isWithin(from)) {
            throw Refusals.refusal(ErrorCode.INVALID, "A folder cannot be moved into itself.", to, null);
        }
        try (var source = Place.of(anchor, from)) {
            anchor.granted(from.value(), () -> source.folder().stat(source.name()));
            ensureFolder(to.parent());
            try (var target = Place.of(anchor, to)) {
                move(source.folder(), source.location(), target.folder(), target.location(), false);
            } catch (PosixException exception) {
                throw Refusals.of(exception, to);
            }
        }
    }

    void delete(WorkspacePath path, Precondition precondition) throws IOException {
        requireNotRoot(path);
        if (!precondition.isEmpty()) {
            precondition.check(path, current(path).map(Current::etag));
        }
        try (var place = Place.of(anchor, path)) {
            var slot = Location.slot(staging.nextSlot());
            move(place.folder(), place.location(), staging.folder(), slot, false);
        }
    }

    private static void requireNotRoot(WorkspacePath path) {
        if (path.isRoot()) {
            throw Refusals.rootIsFixed();
        }
    }

    private void ensureFolder(WorkspacePath folder) throws IOException {
        var missing = new ArrayDeque<WorkspacePath>();
        for (var at = folder; !at.isRoot() && !isFolder(at); at = at.parent()) {
            missing.push(at);
        }
        for (var path : missing) {
            try {
                makeFolder(path);
            } catch (PosixException exception) {
                if (exception.errno() != Errno.EEXIST) {
                    throw exception;
                }
                // The sandbox may have made it meanwhile; a link that leads nowhere is no folder.
                if (!isFolder(path)) {
                    throw new PosixException("mkdirat", Errno.ENOTDIR);
                }
            }
        }
    }

    private boolean isFolder(WorkspacePath path) throws PosixException {
        try (var found = anchor.folder(path.value())) {
            return true;
        } catch (PosixException exception) {
            if (exception.errno() == Errno.ENOENT) {
                return false;
            }
            throw exception;
        }
    }

    private void makeFolder(WorkspacePath path) throws IOException {
        try (var place = Place.of(anchor, path)) {
            moveIn(staging.stageFolder(), place, false);
        }
    }

    private void moveIn(String slot, Place place, boolean exchange) throws IOException {
        move(staging.folder(), Location.slot(slot), place.folder(), place.location(), exchange);
    }

    private void move(
            DirectoryDescriptor fromFolder, Location from, DirectoryDescriptor toFolder, Location to, boolean exchange)
            throws IOException {
        long inode =
                granted(fromFolder, from, () -> fromFolder.stat(from.name())).inode();
        var step = new Step(from, to, exchange, inode);
        if (journal.isPresent()) {
            journal.get().append(step);
        }
        rename(fromFolder, toFolder, step);
        made.add(step);
    }

    private void rename(DirectoryDescriptor fromFolder, DirectoryDescriptor toFolder, Step step) throws PosixException {
        granted(
                fromFolder,
                step.from(),
                () -> granted(toFolder, step.to(), () -> {
                    fromFolder.rename(step.from().name(), toFolder, step.to().name(), step.target());
                    return true;
                }));
    }

    /** A move needs the right to write both folders, and a folder that is moved itself. */
    private static <T> T granted(DirectoryDescriptor folder, Location location, Anchor.Access<T> access)
            throws PosixException {
        try {
            return access.run();
        } catch (PosixException exception) {
            if (exception.errno() != Errno.EACCES) {
                throw exception;
            }
            Anchor.grant(folder);
            grantChild(folder, location.name());
            return access.run();
        }
    }

    private static void grantChild(DirectoryDescriptor folder, String name) throws PosixException {
        try (var child = folder.child(name)) {
            if (child.stat().isDirectory()) {
                Anchor.grant(child);
            }
        } catch (PosixException exception) {
            if (exception.errno() != Errno.ENOENT) {
                throw exception;
            }
        }
    }

    /** Takes back what was made, the last first. */
    void undo() {
        while (!made.isEmpty()) {
            undo(made.removeLast());
        }
    }

    /** Takes back what an earlier process began and did not commit. */
    static void recover(Anchor anchor, Staging staging, Etags etags) throws IOException {
        var transaction = new Transaction(anchor, staging, etags, Optional.empty());
        transaction.made.addAll(Journal.uncommitted(staging.folder()));
        transaction.undo();
    }

    private void undo(Step step) {
        try (var from = open(step.from());
                var to = open(step.to())) {
            if (to.folder().stat(step.to().name()).inode() == step.inode()) {
                rename(to.folder(), from.folder(), new Step(step.to(), step.from(), step.exchange(), step.inode()));
            }
        } catch (PosixException exception) {
            if (exception.errno() != Errno.ENOENT) {
                LOG.warnf("a step of a change could not be taken back: %s", exception.getMessage());
            }
        }
    }

    private Place open(Location location) throws PosixException {
        var folder = location.folder();
        return new Place(folder == null ? staging.folder().directoryWithoutLinks("") : anchor.folder(folder), location);
    }
}

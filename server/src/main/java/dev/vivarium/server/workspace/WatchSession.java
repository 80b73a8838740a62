package dev.vivarium.server.workspace;

import dev.vivarium.posix.Errno;
import dev.vivarium.posix.FileStat;
import dev.vivarium.posix.FileType;
import dev.vivarium.posix.Inotify;
import dev.vivarium.posix.InotifyEvent;
import dev.vivarium.posix.PosixException;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.workspace.WorkspaceChange.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Watches one workspace from {@link #start} to {@link #stop}, on a thread of its own. Tells changes at most every 50 ms, and each
 * within 10 ms when there was none before.
 */
final class WatchSession {

    private static final Logger LOG = Logger.getLogger(WatchSession.class);
    static final int MAX_FOLDERS = 8192;
    private static final long SETTLE = Duration.ofMillis(10).toNanos();
    private static final long INTERVAL = Duration.ofMillis(50).toNanos();
    /** How often what cannot be watched is told to be listed again. */
    private static final Duration BLIND = Duration.ofSeconds(3);

    private static final Duration LONG = Duration.ofHours(1);

    private final Workspace workspace;
    private final Consumer<WorkspaceChange> told;
    private final Inotify inotify;
    private final WatchedFolders folders;
    private final PendingChanges pending = new PendingChanges();
    private final ReentrantLock ending = new ReentrantLock();
    private volatile boolean stopped;
    private boolean closed;
    private boolean lost;
    private long due;
    private long lastTold = System.nanoTime() - INTERVAL;
    private long nextBlind = System.nanoTime() + BLIND.toNanos();

    private WatchSession(Workspace workspace, Inotify inotify, int maxFolders, Consumer<WorkspaceChange> told) {
        this.workspace = workspace;
        this.told = told;
        this.inotify = inotify;
        this.folders = new WatchedFolders(inotify, maxFolders);
    }

    /**
     * When it returns, whatever changes from now on will be told.
     *
     * @param told called on the session's thread; must neither block nor throw
     */
    static WatchSession start(Workspace workspace, String name, int maxFolders, Consumer<WorkspaceChange> told)
            throws PosixException {
        var session = new WatchSession(workspace, Inotify.create(), maxFolders, told);
        try {
            session.watchAll();
        } catch (RuntimeException exception) {
            session.inotify.close();
            throw exception;
        }
        // Waits in a system call, which would hold the carrier of a virtual thread.
        Thread.ofPlatform().daemon().name("watch-" + name).start(session::run);
        return session;
    }

    void stop() {
        ending.lock();
        try {
            stopped = true;
            if (!closed) {
                inotify.wakeUp();
            }
        } finally {
            ending.unlock();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                for (var event : inotify.read(untilDue())) {
                    heed(event);
                }
                tellWhenDue();
            }
        } catch (PosixException | RuntimeException exception) {
            LOG.errorf(exception, "a workspace is not watched any more");
        } finally {
            ending.lock();
            closed = true;
            inotify.close();
            ending.unlock();
        }
    }

    private void watchAll() {
        try (var anchor = workspace.anchor()) {
            folders.add(anchor, WorkspacePath.ROOT, (path, type) -> {});
        }
    }

    private Duration untilDue() {
        if (!pending.isEmpty() || lost) {
            return Duration.ofNanos(Math.max(0, due - System.nanoTime()));
        }
        return folders.beyondLimit().isEmpty() ? LONG : Duration.ofNanos(Math.max(0, nextBlind - System.nanoTime()));
    }

    private void heed(InotifyEvent event) {
        if (pending.isEmpty() && !lost) {
            due = Math.max(System.nanoTime() + SETTLE, lastTold + INTERVAL);
        }
        if (event.overflowed()) {
            lost = true;
        } else if (event.ended()) {
            folders.ended(event.watch());
        } else if (!lost && !event.name().isEmpty()) {
            folders.path(event.watch()).ifPresent(folder -> heed(event, folder));
        }
    }

    private void heed(InotifyEvent event, WorkspacePath folder) {
        if (!HeavyFolders.isWatched(folder.name())) {
            pending.overflow(folder);
            return;
        }
        var path = folder.child(event.name());
        var entry = event.isDirectory() ? TreeEntry.Type.DIRECTORY : TreeEntry.Type.FILE;
        pending.add(kind(event), path, entry);
        if (event.isDirectory() && event.vanished()) {
            folders.remove(path);
        }
        if (event.isDirectory()) {
            // After it vanished too: two folders that traded places are told as come, then gone.
            watch(path);
        }
    }

    private static Kind kind(InotifyEvent event) {
        return event.appeared() ? Kind.CREATED : event.vanished() ? Kind.DELETED : Kind.MODIFIED;
    }

    private void watch(WorkspacePath folder) {
        try (var anchor = workspace.anchor()) {
            folders.add(anchor, folder, (path, type) -> pending.add(Kind.CREATED, path, entry(type)));
        } catch (PlatformException workspaceGone) {
            LOG.debugf("nothing to watch at %s", folder);
        }
    }

    private static TreeEntry.Type entry(FileType type) {
        return type == FileType.DIRECTORY ? TreeEntry.Type.DIRECTORY : TreeEntry.Type.FILE;
    }

    private void tellWhenDue() {
        long now = System.nanoTime();
        if (!folders.beyondLimit().isEmpty() && now >= nextBlind) {
            nextBlind = now + BLIND.toNanos();
            folders.beyondLimit().forEach(pending::overflow);
            due = now;
        }
        if ((!pending.isEmpty() || lost) && now >= due) {
            lastTold = now;
            tell();
        }
    }

    private void tell() {
        try (var anchor = workspace.anchor()) {
            if (lost) {
                lost = false;
                folders.remove(WorkspacePath.ROOT);
                watchAll();
                pending.overflow(WorkspacePath.ROOT);
            }
            pending.drain(path -> look(anchor, path)).forEach(told);
        } catch (PlatformException workspaceGone) {
            lost = false;
            pending.drain(path -> Optional.empty());
        }
    }

    private static Optional<TreeEntry.Type> look(Anchor anchor, WorkspacePath path) {
        try (var folder = anchor.folder(path.parent().value())) {
            FileStat stat = folder.stat(path.name());
            return Optional.of(
                    stat.type() == FileType.SYMBOLIC_LINK
                            ? TreeListing.behind(anchor, path)
                                    .map(TreeListing::type)
                                    .orElse(TreeEntry.Type.OTHER)
                            : TreeListing.type(stat));
        } catch (PosixException exception) {
            return exception.errno() == Errno.EACCES ? Optional.of(TreeEntry.Type.OTHER) : Optional.empty();
        }
    }
}

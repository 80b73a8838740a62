package dev.vivarium.server.workspace;

import dev.vivarium.posix.PosixException;
import dev.vivarium.server.project.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells what happens to the files of a workspace, whoever does it. A workspace is watched while somebody wants to know. */
@ApplicationScoped
public class WorkspaceWatch {

    private static final Logger LOG = Logger.getLogger(WorkspaceWatch.class);

    private final Workspaces workspaces;
    private final ConcurrentMap<ProjectId, Audience> audiences = new ConcurrentHashMap<>();

    WorkspaceWatch(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** Ends when it is closed. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Tells changes from now on.
     *
     * @param consumer called on the watching thread, one change after another; must not block
     */
    public Subscription subscribe(ProjectId id, Consumer<WorkspaceChange> consumer) {
        while (true) {
            var audience = audiences.computeIfAbsent(id, Audience::new);
            if (audience.join(consumer)) {
                return () -> audience.leave(consumer);
            }
        }
    }

    /** Those who listen to one workspace. The first one starts the watching, the last one ends it. */
    private final class Audience {

        private final ProjectId id;
        private final List<Consumer<WorkspaceChange>> consumers = new CopyOnWriteArrayList<>();
        private @Nullable Runnable stop;
        private boolean over;

        Audience(ProjectId id) {
            this.id = id;
        }

        /** @return false when the last one has just left */
        synchronized boolean join(Consumer<WorkspaceChange> consumer) {
            if (over) {
                return false;
            }
            try {
                if (stop == null) {
                    stop = startWatching();
                }
            } catch (RuntimeException exception) {
                end();
                throw exception;
            }
            consumers.add(consumer);
            return true;
        }

        private Runnable startWatching() {
            var workspace = workspaces.open(id);
            try {
                return WatchSession.start(workspace, id.value(), WatchSession.MAX_FOLDERS, this::tell)::stop;
            } catch (PosixException exception) {
                LOG.warnf(
                        "inotify is used up (%s): clients list files again and again; raise fs.inotify.max_user_instances",
                        exception.getMessage());
                return BlindWatch.start(id.value(), this::tell);
            }
        }

        synchronized void leave(Consumer<WorkspaceChange> consumer) {
            if (consumers.remove(consumer) && consumers.isEmpty()) {
                end();
            }
        }

        private void end() {
            over = true;
            audiences.remove(id, this);
            if (stop != null) {
                stop.run();
            }
        }

        private void tell(WorkspaceChange change) {
            for (var consumer : consumers) {
                try {
                    consumer.accept(change);
                } catch (RuntimeException exception) {
                    LOG.warnf(exception, "a listener to file changes failed");
                }
            }
        }
    }
}

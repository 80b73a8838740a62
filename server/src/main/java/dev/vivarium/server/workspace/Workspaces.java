package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.PosixException;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.Ids;
import dev.vivarium.server.platform.Installation;
import dev.vivarium.server.platform.PlatformException;
import dev.vivarium.server.project.ProjectId;
import dev.vivarium.server.project.WorkspaceStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * All workspaces of this installation: folders below {@link Installation#workspaces()}, named by their projects. Beside them, out
 * of reach of every sandbox: {@code .staging} with changes in the making, {@code .trash} with what waits for removal.
 */
@ApplicationScoped
public class Workspaces implements WorkspaceStore {

    private static final Logger LOG = Logger.getLogger(Workspaces.class);
    private static final String STAGING = ".staging";
    private static final String TRASH = ".trash";
    private static final int MAX_NAMES = 100_000;

    private final Path base;
    private final DirectoryDescriptor workspaces;
    private final DirectoryDescriptor staging;
    private final DirectoryDescriptor trash;
    private final Etags etags = new Etags();
    private final ConcurrentMap<ProjectId, Workspace> open = new ConcurrentHashMap<>();

    @Inject
    Workspaces(Installation installation) {
        this(installation.workspaces());
    }

    Workspaces(Path base) {
        this.base = base;
        try {
            prepare(base);
            prepare(base.resolve(STAGING));
            prepare(base.resolve(TRASH));
            workspaces = DirectoryDescriptor.open(base);
            staging = workspaces.directoryWithoutLinks(STAGING);
            trash = workspaces.directoryWithoutLinks(TRASH);
        } catch (IOException exception) {
            throw new UncheckedIOException("the workspaces' folder " + base + " cannot be used", exception);
        }
        inBackground("sweep-trash", this::sweep);
    }

    private static void prepare(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** The workspace of a project. Its files are looked for when something is done with them. */
    public Workspace open(ProjectId id) {
        return open.computeIfAbsent(id, this::recovered);
    }

    private Workspace recovered(ProjectId id) {
        var workspace = new Workspace(id, workspaces, staging, etags);
        workspace.recover();
        return workspace;
    }

    @Override
    public void create(ProjectId id, Path files) {
        var made = Ids.random('n');
        try {
            TemplateCopy.copy(files, base.resolve(STAGING).resolve(made));
            staging.rename(made, workspaces, id.value(), DirectoryDescriptor.Target.KEEP);
        } catch (IOException exception) {
            discard(staging, made);
            throw Refusals.of(exception, WorkspacePath.ROOT);
        }
    }

    /** Makes an empty workspace. */
    public void create(ProjectId id) {
        try {
            workspaces.createDirectory(id.value(), Staging.FOLDER_MODE);
        } catch (PosixException exception) {
            throw Refusals.of(exception, WorkspacePath.ROOT);
        }
    }

    @Override
    public void delete(ProjectId id) {
        open.remove(id);
        discard(workspaces, id.value());
        discard(staging, id.value());
    }

    private void discard(DirectoryDescriptor folder, String name) {
        var trashed = Ids.random('t');
        try {
            folder.rename(name, trash, trashed, DirectoryDescriptor.Target.KEEP);
        } catch (PosixException exception) {
            if (exception.errno() == Errno.ENOENT) {
                return;
            }
            throw Refusals.of(exception, WorkspacePath.ROOT);
        }
        inBackground("delete-" + name, () -> Deletion.delete(trash, trashed));
    }

    @Override
    public Optional<byte[]> read(ProjectId id, String path, int maxBytes) {
        try {
            return open(id).readSmall(WorkspacePath.parse(path), maxBytes);
        } catch (PlatformException refused) {
            return Optional.empty();
        } catch (IOException absentOrChanging) {
            return Optional.empty();
        }
    }

    @Override
    public Set<String> names(ProjectId id, String path) {
        try {
            return open(id).names(WorkspacePath.parse(path), MAX_NAMES);
        } catch (PlatformException exception) {
            if (exception.code() == ErrorCode.DISK_FULL) {
                throw exception;
            }
            return Set.of();
        }
    }

    private void sweep() throws PosixException {
        var left = TreeListing.names(new Anchor(trash), trash, Integer.MAX_VALUE);
        for (var name : left) {
            Deletion.delete(trash, name);
        }
    }

    @FunctionalInterface
    private interface Removal {
        void run() throws PosixException;
    }

    private static void inBackground(String name, Removal removal) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                removal.run();
            } catch (PosixException | RuntimeException exception) {
                // Nothing there is what was wanted.
                if (exception instanceof PosixException posix && posix.errno() == Errno.ENOENT) {
                    return;
                }
                LOG.warnf("some deleted files stay until the next start: %s", exception.getMessage());
            }
        });
    }
}

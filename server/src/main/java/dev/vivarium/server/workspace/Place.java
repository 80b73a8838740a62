package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.PosixException;

/** A name in an open folder of a workspace: where something is, or is to be. */
record Place(DirectoryDescriptor folder, Location location) implements AutoCloseable {

    /** As the kernel has it; {@code path_resolution(7)}. */
    private static final int MAX_LINKS = 40;

    /** The name itself, whether a link is there or not. Its folder must be there. */
    static Place of(Anchor anchor, WorkspacePath path) throws PosixException {
        var parent = path.parent().value();
        return new Place(anchor.folder(parent), new Location(parent, path.name()));
    }

    /** Where a link at the path leads in the end; the name itself when there is none. */
    static Place following(Anchor anchor, WorkspacePath path) throws PosixException {
        var folder = path.parent().value();
        var name = path.name();
        for (int links = 0; links <= MAX_LINKS; links++) {
            var place = new Place(anchor.folder(folder), new Location(folder, name));
            var target = place.linkTarget();
            if (target.isEmpty()) {
                return place;
            }
            place.close();
            if (target.startsWith("/")) {
                throw new PosixException("readlinkat", Errno.EXDEV);
            }
            // A text for the kernel to resolve beneath the root, ".." and all.
            var joined = folder.isEmpty() ? target : folder + "/" + target;
            name = joined.substring(joined.lastIndexOf('/') + 1);
            folder = joined.substring(0, Math.max(0, joined.lastIndexOf('/')));
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new PosixException("readlinkat", Errno.EISDIR);
            }
        }
        throw new PosixException("readlinkat", Errno.ELOOP);
    }

    /** Empty when there is no link. */
    private String linkTarget() throws PosixException {
        try {
            return folder.readLink(location.name());
        } catch (PosixException exception) {
            if (exception.errno() == Errno.EINVAL || exception.errno() == Errno.ENOENT) {
                return "";
            }
            close();
            throw exception;
        }
    }

    String name() {
        return location.name();
    }

    @Override
    public void close() {
        folder.close();
    }
}

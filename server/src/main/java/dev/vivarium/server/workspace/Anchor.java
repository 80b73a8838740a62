package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.DirectoryReader;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.FileHandle;
import dev.vivarium.posix.FileStat;
import dev.vivarium.posix.PosixException;

/**
 * The root of a workspace, held open for one piece of work. Paths are resolved beneath it by the kernel. A sandbox may have taken
 * its files' permissions away; as they belong to the server's own user, they are given back where they are in the way.
 */
record Anchor(DirectoryDescriptor root) implements AutoCloseable {

    private static final int OWN_FOLDER = 0700;
    private static final int OWN_FILE = 0600;

    @FunctionalInterface
    interface Access<T> {
        T run() throws PosixException;
    }

    /** What is at the path, links followed. */
    FileHandle locate(String path) throws PosixException {
        return granted(path, () -> root.locate(path));
    }

    /** The folder at the path, links followed. */
    DirectoryDescriptor folder(String path) throws PosixException {
        return granted(path, () -> root.directory(path));
    }

    /** The folder at the path, itself and its parents no links. */
    DirectoryDescriptor folderWithoutLinks(String path) throws PosixException {
        return granted(path, () -> root.directoryWithoutLinks(path));
    }

    /** Reads a folder that was opened as {@code path}. */
    DirectoryReader read(DirectoryDescriptor folder) throws PosixException {
        try {
            return folder.read();
        } catch (PosixException exception) {
            if (exception.errno() != Errno.EACCES) {
                throw exception;
            }
            grant(folder);
            return folder.read();
        }
    }

    /** Runs what needs rights on {@code path} and the folders above it, taking them when they are missing. */
    <T> T granted(String path, Access<T> access) throws PosixException {
        try {
            return access.run();
        } catch (PosixException exception) {
            if (exception.errno() != Errno.EACCES) {
                throw exception;
            }
            grantAllTo(path);
            return access.run();
        }
    }

    private void grantAllTo(String path) throws PosixException {
        grant(root);
        for (int end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
            var prefix = end < 0 ? path : path.substring(0, end);
            if (!grantAt(prefix) || end < 0) {
                return;
            }
        }
    }

    private boolean grantAt(String prefix) throws PosixException {
        try (var located = root.locate(prefix)) {
            grant(located);
            return true;
        } catch (PosixException exception) {
            // What is missing here shows when the access is tried again.
            return false;
        }
    }

    static void grant(FileHandle located) throws PosixException {
        FileStat stat = located.stat();
        int needed = stat.isDirectory() ? OWN_FOLDER : stat.isRegular() ? OWN_FILE : 0;
        if ((stat.mode() & needed) != needed) {
            located.changeMode(stat.mode() | needed);
        }
    }

    @Override
    public void close() {
        root.close();
    }
}

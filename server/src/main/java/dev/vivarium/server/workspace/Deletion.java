package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.DirectoryEntry;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.FileType;
import dev.vivarium.posix.PosixException;
import dev.vivarium.server.platform.Ids;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Removes a tree that was moved into a folder of ours. A folder in it that is not empty is moved up beside it first, so depth
 * costs neither stack nor descriptors, and no link is ever followed. A sandbox that still holds a folder open may go on filling
 * it; after some rounds what is left stays for the next start.
 */
final class Deletion {

    private static final int ROUNDS = 100;

    private final DirectoryDescriptor ground;
    private final Deque<String> folders = new ArrayDeque<>();

    private Deletion(DirectoryDescriptor ground) {
        this.ground = ground;
    }

    /** Removes a child of {@code ground}, which no sandbox can reach. Does nothing when it is not there. */
    static void delete(DirectoryDescriptor ground, String name) throws PosixException {
        new Deletion(ground).delete(name);
    }

    private void delete(String name) throws PosixException {
        if (!removeSimple(ground, name)) {
            folders.push(name);
        }
        while (!folders.isEmpty()) {
            removeFolder(folders.pop());
        }
    }

    private void removeFolder(String name) throws PosixException {
        for (int round = 1; ; round++) {
            try (var folder = ground.directoryWithoutLinks(name)) {
                Anchor.grant(folder);
                empty(folder);
                ground.removeDirectory(name);
                return;
            } catch (PosixException exception) {
                if (exception.errno() == Errno.ENOENT) {
                    return;
                }
                if (exception.errno() != Errno.ENOTEMPTY || round == ROUNDS) {
                    throw exception;
                }
            }
        }
    }

    private void empty(DirectoryDescriptor folder) throws PosixException {
        try (var reader = folder.read()) {
            for (Optional<DirectoryEntry> entry; (entry = reader.next()).isPresent(); ) {
                var name = entry.get().name();
                if (entry.get().type() == FileType.DIRECTORY || !removeSimple(folder, name)) {
                    moveUp(folder, name);
                }
            }
        }
    }

    /** @return whether it is gone: it was no folder, or an empty one */
    private static boolean removeSimple(DirectoryDescriptor folder, String name) throws PosixException {
        try {
            folder.unlink(name);
            return true;
        } catch (PosixException exception) {
            return switch (exception.errno()) {
                case Errno.ENOENT -> true;
                case Errno.EISDIR, Errno.EPERM -> false;
                default -> throw exception;
            };
        }
    }

    private void moveUp(DirectoryDescriptor folder, String name) throws PosixException {
        var free = Ids.random('x');
        try {
            folder.removeDirectory(name);
        } catch (PosixException exception) {
            switch (exception.errno()) {
                case Errno.ENOENT, Errno.ENOTDIR -> {
                    // It was changed under our hands; the next round sees what it is now.
                }
                case Errno.ENOTEMPTY -> {
                    try (var child = folder.child(name)) {
                        // Moving a folder changes its "..", which needs the right to write it.
                        Anchor.grant(child);
                    }
                    folder.rename(name, ground, free, DirectoryDescriptor.Target.KEEP);
                    folders.push(free);
                }
                default -> throw exception;
            }
        }
    }
}

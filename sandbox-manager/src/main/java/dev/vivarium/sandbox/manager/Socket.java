package dev.vivarium.sandbox.manager;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The socket's place in the file system. It has its owner and mode before it has its name, so no peer comes too early.
 * Others may pass its folder, as sandboxes' own users must on the way to their root, but see and open nothing in it. */
record Socket(Path path, int group) {

    ServerSocketChannel listen() throws IOException {
        var folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("A socket needs a folder: " + path);
        }
        Files.createDirectories(folder);
        own(folder, "rwxr-x--x");
        var unready = folder.resolve(path.getFileName() + ".new");
        Files.deleteIfExists(unready);
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(unready), 128);
            own(unready, "rw-rw----");
            Files.move(unready, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return listener;
        } catch (IOException | RuntimeException failed) {
            listener.close();
            throw failed;
        }
    }

    private void own(Path file, String permissions) throws IOException {
        Files.setAttribute(file, "unix:gid", group);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    void remove() throws IOException {
        Files.deleteIfExists(path);
    }
}

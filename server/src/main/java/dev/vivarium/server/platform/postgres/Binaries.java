package dev.vivarium.server.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the archive on the class path. */
record Binaries(Path folder) {

    /** Version of the archive; a test holds it to what the programs say. */
    static final String VERSION = "18.6";

    private static final int EXECUTABLE = 0100;

    /** Those below {@code parent}, which are complete when they are there. */
    static Binaries in(Path parent) throws IOException {
        var folder = parent.resolve("programs-" + VERSION);
        if (!Files.isDirectory(folder)) {
            Folders.deleteStartingWith(parent, ".unpacking-");
            var unpacked = Files.createTempDirectory(parent, ".unpacking-");
            unpack(unpacked);
            moveIfAbsent(unpacked, folder);
        }
        return new Binaries(folder);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static void moveIfAbsent(Path unpacked, Path folder) throws IOException {
        try {
            Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException raced) {
            Folders.delete(unpacked);
            if (!Files.isDirectory(folder)) {
                throw raced;
            }
        }
    }

    private static String archive() throws IOException {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
            case "aarch64", "arm64" -> "/postgres-linux-arm_64.txz";
            default ->
                throw new IOException("There is no embedded PostgreSQL for " + System.getProperty("os.arch")
                        + " processors. Set DATABASE_URL to a PostgreSQL of your own.");
        };
    }

    private static void unpack(Path target) throws IOException {
        var name = archive();
        var resource = Binaries.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException("The archive " + name + " with PostgreSQL's programs is not part of this build.");
        }
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The archive names a path outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            var executable = (entry.getMode() & EXECUTABLE) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}

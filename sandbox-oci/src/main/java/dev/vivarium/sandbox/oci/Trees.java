package dev.vivarium.sandbox.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;

/**
 * Deletes folders whose content a sandbox made. Every step is taken beneath an open folder and follows no link, so a folder that is
 * swapped for a link meanwhile leads nowhere.
 */
final class Trees {

    private Trees() {}

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            try (var parent = Files.newDirectoryStream(tree.toAbsolutePath().getParent())) {
                empty(secure(parent), tree.getFileName());
            }
        }
        Files.deleteIfExists(tree);
    }

    @SuppressWarnings("unchecked")
    private static SecureDirectoryStream<Path> secure(java.nio.file.DirectoryStream<Path> stream) {
        return (SecureDirectoryStream<Path>) stream;
    }

    private static void empty(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        try (var folder = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            for (var entry : folder) {
                delete(folder, entry.getFileName());
            }
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    private static void delete(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try {
            if (isDirectory(folder, name)) {
                empty(folder, name);
                folder.deleteDirectory(name);
            } else {
                folder.deleteFile(name);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    private static boolean isDirectory(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }
}

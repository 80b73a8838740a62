package dev.vivarium.server.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Copies a folder of ours, regular files and folders alone, to where no sandbox reaches: here paths may be trusted. */
final class TemplateCopy extends SimpleFileVisitor<Path> {

    private final Path from;
    private final Path to;

    private TemplateCopy(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new TemplateCopy(from, to));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        var made = Files.createDirectory(target(folder));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isRegularFile()) {
            var made = Files.copy(file, target(file));
            var mode = Files.isExecutable(file) ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
        }
        return FileVisitResult.CONTINUE;
    }

    private Path target(Path source) {
        return to.resolve(from.relativize(source).toString());
    }
}

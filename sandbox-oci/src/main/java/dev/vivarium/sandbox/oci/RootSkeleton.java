package dev.vivarium.sandbox.oci;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The root that all sandboxes share, read-only: mount points, an {@code /etc} of our own, and what programs under the host's
 * {@code /usr} need of the host's {@code /etc}, copied so that no mount is needed for it.
 */
final class RootSkeleton {

    static final int UID = 1000;
    static final String HOME = "/home/dev";

    private static final List<String> MOUNT_POINTS = List.of(
            "usr", "proc", "dev", "tmp", "workspace", "home/dev", "opt/vivarium/bin", "etc", "sys", "run", "var");
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");
    private static final List<String> OF_THE_HOST = List.of(
            "alternatives",
            "ssl",
            "ca-certificates",
            "pki",
            "maven",
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "mime.types",
            "magic",
            "protocols",
            "services",
            "inputrc",
            "debian_version",
            "os-release",
            "python3",
            "perl",
            "fonts");

    private RootSkeleton() {}

    static void write(Path root, Toolchain toolchain) throws IOException {
        for (var point : MOUNT_POINTS) {
            Files.createDirectories(root.resolve(point));
        }
        for (var place : toolchain.binds().values()) {
            Files.createDirectories(root.resolve(place.substring(1)));
        }
        for (var name : MERGED) {
            if (Files.exists(Path.of("/usr", name))) {
                Files.createSymbolicLink(root.resolve(name), Path.of("usr", name));
            }
        }
        Files.createSymbolicLink(root.resolve("var/tmp"), Path.of("/tmp"));
        var etc = root.resolve("etc");
        for (var name : OF_THE_HOST) {
            copy(Path.of("/etc", name), etc.resolve(name));
        }
        try (var java = Files.newDirectoryStream(Path.of("/etc"), "java*")) {
            for (var folder : java) {
                copy(folder, etc.resolve(folder.getFileName()));
            }
        }
        EtcFiles.write(etc);
        shims(root.resolve(Toolchain.SHIMS.substring(1)), toolchain);
    }

    // Debian's python has no plain name, and its pip refuses to install outside of a virtual environment.
    private static void shims(Path folder, Toolchain toolchain) throws IOException {
        Files.createSymbolicLink(folder.resolve("python"), Path.of("/usr/bin/python3"));
        for (var pip : List.of("pip", "pip3")) {
            script(folder.resolve(pip), """
                    #!/bin/sh
                    [ -x /workspace/.venv/bin/pip ] || python3 -m venv /workspace/.venv || exit
                    exec /workspace/.venv/bin/pip "$@"
                    """);
        }
        var home = toolchain.javaHome();
        if (home.isPresent()) {
            // Without /sys the JVM sizes its heap by the host's memory; what the user says comes later and wins.
            script(folder.resolve("java"), """
                    #!/bin/sh
                    exec %s/bin/java -XX:MaxRAM="${VIVARIUM_MEMORY:-512m}" -XX:MaxRAMPercentage=50 "$@"
                    """.formatted(home.get()));
        }
    }

    private static void script(Path path, String content) throws IOException {
        Files.writeString(path, content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Copies what everybody may read: a key or a password of the host is not for a sandbox. */
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!readable(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var target = to.resolve(from.relativize(file).toString());
                if (attributes.isSymbolicLink() || (attributes.isRegularFile() && readable(file))) {
                    Files.copy(
                            file,
                            file.equals(from) ? to : target,
                            LinkOption.NOFOLLOW_LINKS,
                            StandardCopyOption.COPY_ATTRIBUTES,
                            StandardCopyOption.REPLACE_EXISTING);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean readable(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    }
}

package dev.vivarium.server.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The data of one PostgreSQL: a folder with databases, and the password of the one account that may log in. That account owns
 * the database {@value #DATABASE} and is no superuser; nobody knows the superuser's password.
 */
record Cluster(Path folder, String password) {

    static final String DATABASE = "vivarium";
    static final String USER = "vivarium";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PASSWORD_BYTES = 24;
    private static final String PASSWORD_FILE = "vivarium.password";

    /** The one below {@code parent}, made now if absent. A creation cut short leaves nothing that counts. */
    static Cluster in(Path parent, Programs programs) throws IOException {
        var major = Binaries.VERSION.replaceFirst("\\..*", "");
        var folder = parent.resolve("data-" + major);
        if (!Files.isDirectory(folder)) {
            refuseOtherMajor(parent, major);
            create(parent, folder, programs);
        }
        return new Cluster(
                folder, Files.readString(folder.resolve(PASSWORD_FILE)).strip());
    }

    private static void refuseOtherMajor(Path parent, String major) throws IOException {
        try (var others = Files.newDirectoryStream(parent, "data-*")) {
            for (var other : others) {
                throw new IOException(
                        "%s holds the data of another version of PostgreSQL than %s. Move it with pg_upgrade, or start the release that wrote it."
                                .formatted(other, major));
            }
        }
    }

    private static void create(Path parent, Path folder, Programs programs) throws IOException {
        Folders.deleteStartingWith(parent, ".creating-");
        var creating = Files.createTempDirectory(parent, ".creating-");
        var data = creating.resolve("data");
        var superuserPassword = secretFile(creating.resolve("superuser"), random());
        programs.run(
                LIMIT,
                "",
                "initdb",
                List.of(
                        "--pgdata=" + data,
                        "--username=postgres",
                        "--pwfile=" + superuserPassword,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--data-checksums",
                        "--no-instructions"));
        var password = random();
        programs.run(
                LIMIT,
                "CREATE ROLE %1$s LOGIN PASSWORD '%2$s';\nCREATE DATABASE %3$s OWNER %1$s;\n"
                        .formatted(USER, password, DATABASE),
                "postgres",
                List.of("--single", "-D", data.toString(), "-c", "exit_on_error=on", "postgres"));
        secretFile(data.resolve(PASSWORD_FILE), password);
        Files.move(data, folder, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(creating);
    }

    private static Path secretFile(Path file, String secret) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, secret + "\n");
    }

    private static String random() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Cluster[" + folder + "]";
    }
}

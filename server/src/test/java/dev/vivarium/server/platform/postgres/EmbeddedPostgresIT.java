package dev.vivarium.server.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.ArrayUtils;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.tukaani.xz.XZInputStream;

/** Runs {@link PostgresProbe} in a JVM of its own, as an account without privileges: PostgreSQL refuses root. */
class EmbeddedPostgresIT {

    private static final int NOBODY = 65534;

    private final boolean root = "root".equals(System.getProperty("user.name"));
    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory("pg");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(folder.resolve("lib"));
        for (var kind : List.of(
                EmbeddedPostgres.class,
                PostgresProbe.class,
                Driver.class,
                TarArchiveEntry.class,
                XZInputStream.class,
                IOUtils.class,
                ArrayUtils.class,
                Hex.class,
                Logger.class)) {
            copyOrigin(kind);
        }
        copy(Path.of(resourceJar()), folder.resolve("lib"));
        Files.createDirectory(folder.resolve("d"));
        Files.createDirectory(folder.resolve("r"));
        if (root) {
            Files.setAttribute(folder.resolve("d"), "unix:uid", NOBODY);
            Files.setAttribute(folder.resolve("r"), "unix:uid", NOBODY);
        }
    }

    @AfterEach
    void stop() throws Exception {
        probe("stop");
        Folders.delete(folder);
    }

    @Test
    void keepsWhatWasWrittenAcrossACleanStop() throws Exception {
        assertThat(probe("write", "one", "stop")).contains("adopted=false");
        assertThat(probe("read")).contains("adopted=false", "value=one");
    }

    @Test
    void outlivesItsServerAndIsAdopted() throws Exception {
        probe("write", "two", "halt");
        assertThat(probe("read")).contains("adopted=true", "value=two");
    }

    @Test
    void startsAgainAfterAKillThatLeftAStalePidFileWithAReusedNumber() throws Exception {
        probe("write", "three", "halt");
        var pidFile = Postmaster.pidFile(folder.resolve("d/postgres/data-18"));
        var lines = Files.readAllLines(pidFile);
        var postmaster = ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        var reused = new ArrayList<>(lines);
        reused.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile, reused);
        assertThat(probe("read")).contains("adopted=false", "value=three");
    }

    @Test
    void isDurableAndListensOnNoTcpPort() throws Exception {
        assertThat(probe("settings"))
                .contains("fsync=on", "data_checksums=on", "listen_addresses=\n", "superuser=false", "version=18.6")
                .contains("encoding=UTF8")
                .contains("password_encryption=scram-sha-256");
        assertThat(Files.getPosixFilePermissions(folder.resolve("d/postgres/data-18/vivarium.password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        assertThat(probe("wrong-password")).contains("refused=28P01");
    }

    @Test
    void refusesToRunAsRoot() {
        assumeThat(root).isTrue();
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder.resolve("d"), folder.resolve("r")))
                .hasMessageContaining("root");
    }

    private String probe(String... verbs) throws Exception {
        var command = new ArrayList<String>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder.resolve("lib") + "/*:" + folder.resolve("lib/classes") + ":"
                        + folder.resolve("lib/test-classes"),
                PostgresProbe.class.getName(),
                folder.resolve("d").toString(),
                folder.resolve("r").toString()));
        command.addAll(List.of(verbs));
        var output = Files.createTempFile("probe", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor()).as(Files.readString(output)).isZero();
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }

    private void copyOrigin(Class<?> kind) throws Exception {
        copy(Path.of(kind.getProtectionDomain().getCodeSource().getLocation().toURI()), folder.resolve("lib"));
    }

    private static String resourceJar() {
        var name = System.getProperty("os.arch").equals("amd64")
                ? "/postgres-linux-x86_64.txz"
                : "/postgres-linux-arm_64.txz";
        var url = String.valueOf(EmbeddedPostgres.class.getResource(name));
        return url.replaceFirst("^jar:file:", "").replaceFirst("!.*", "");
    }

    /** To where the account may read: the local repository is often below a private home. */
    private static void copy(Path origin, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(origin)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var to = target.resolve(origin.getFileName())
                        .resolve(origin.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (!Files.exists(to)) {
                    Files.copy(file, Files.isDirectory(origin) ? to : target.resolve(origin.getFileName()));
                }
            }
        }
    }
}

package dev.vivarium.sandbox.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.WorkspaceName;
import dev.vivarium.sandbox.client.ManagerClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manager as the operator starts it: a process. Needs root and crun. */
class MainIT {

    /** A user that every Linux has, in the server's place. */
    private static final String SERVICE = "daemon";

    private static final Path RUN = Path.of("/run/vivarium-main-it");

    private final List<Process> started = new ArrayList<>();
    private Path data;

    @BeforeEach
    void makeFolders() throws IOException {
        data = Files.createTempDirectory(Path.of("/var/tmp"), "vivarium-main-it");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void clean() throws Exception {
        for (var process : started) {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
        delete(data);
        delete(RUN);
    }

    @Test
    void servesUntilSigtermWhichEndsItsSandboxes() throws Exception {
        var manager = start();
        try (var client = new ManagerClient(RUN.resolve("manager.sock"))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> answers(client));
            var workspace = Files.createDirectory(data.resolve("workspaces/work"));
            var owner = ServiceAccount.of(SERVICE);
            Files.setAttribute(workspace, "unix:uid", owner.uid());
            Files.setAttribute(workspace, "unix:gid", owner.gid());
            var id = new SandboxId("box");
            client.create(new SandboxSpec(id, new WorkspaceName("work"), "static", Policy.DEFAULT, Map.of()));
            client.exec(id, command("sleep", "4471"));
            await().until(() -> running("sleep\0004471"));

            manager.destroy();

            assertThat(manager.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(manager.exitValue()).isZero();
            assertThat(running("sleep\0004471")).isFalse();
            assertThat(RUN.resolve("manager.sock")).doesNotExist();
        }
    }

    @Test
    void aSecondManagerForTheSameDataSaysSo() throws Exception {
        start();
        try (var client = new ManagerClient(RUN.resolve("manager.sock"))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> answers(client));
        }

        assertThat(failure(start()))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("sandbox-manager: Another sandbox manager serves this data folder already");
    }

    @Test
    void aMissingServiceAccountIsOneLineThatSaysWhatToDo() throws Exception {
        assertThat(failure(start("-Dvivarium.service-account=nobody-has-this-name")))
                .containsExactly(
                        "sandbox-manager: There is no user \"nobody-has-this-name\". Create it (useradd --system"
                                + " nobody-has-this-name) or set vivarium.service-account.");
    }

    @Test
    void theDoctorReportsAsJson() throws Exception {
        var doctor = run(List.of(), "doctor");
        var report = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(report).startsWith("{\"checks\":[{\"name\":").contains("\"runtime\"", "\"cgroups\"", "\"seccomp\"");
        assertThat(doctor.waitFor()).isIn(0, 1);
    }

    private Process start(String... properties) throws IOException {
        return run(List.of(properties));
    }

    private Process run(List<String> properties, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dvivarium.run=" + RUN,
                "-Dvivarium.service-account=" + SERVICE));
        command.addAll(properties);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        var process = new ProcessBuilder(command)
                .redirectError(data.resolve("log-" + started.size()).toFile())
                .start();
        started.add(process);
        return process;
    }

    private List<String> failure(Process process) throws Exception {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readAllLines(data.resolve("log-" + started.indexOf(process)));
    }

    private static boolean answers(ManagerClient client) {
        try {
            return client.info().name().equals("oci");
        } catch (SandboxException notYet) {
            return false;
        }
    }

    private static ExecSpec command(String... words) {
        return new ExecSpec(
                new ExecId("run"), List.of(words), Map.of(), Optional.empty(), NetworkMode.NONE, Optional.empty());
    }

    private static boolean running(String command) throws IOException {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                if (commandLine(process).startsWith(command)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.client.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the sandbox manager: {@code [doctor] [--data FOLDER]}. It serves until SIGTERM, which ends every sandbox of this
 * instance. {@code doctor} prints what it found out about this machine as JSON, and serves nothing.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        LogFormat.install();
        try {
            var commandLine = CommandLine.parse(arguments);
            commandLine.data().ifPresent(data -> System.setProperty("vivarium.data", data));
            var settings =
                    SettingsReader.read(Configuration.of(System.getProperties(), System.getenv()), Machine.here());
            if (commandLine.doctor()) {
                var report = new Doctor(settings).examine();
                System.out.println(new String(Json.bytes(report), StandardCharsets.UTF_8));
                System.exit(report.ok() ? 0 : 1);
            }
            ManagerProcess.start(settings, Engines::oci).endOnSignal();
        } catch (StartException reason) {
            System.err.println("sandbox-manager: " + reason.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }
}

package dev.vivarium.sandbox.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a sandbox may take of the kernel's objects that no control group counts ({@code user_namespaces(7)},
 * {@code /proc/sys/user}). They are charged to whoever made its user namespace, root: without a limit of its own one sandbox
 * could leave no inotify instance to any other, nor to root.
 */
final class NamespaceLimits {

    private static final int INOTIFY_INSTANCES = 64;
    private static final int INOTIFY_WATCHES = 65_536;
    private static final int SECONDS = 10;

    /** The host's own ceiling for root, under which all sandboxes share: distributions set it to 128. */
    private static final Path HOST_INSTANCES = Path.of("/proc/sys/fs/inotify/max_user_instances");

    private static final int HOST_ROOM = 64 * INOTIFY_INSTANCES;

    private static final String SCRIPT = "cd /proc/sys/user && echo " + INOTIFY_INSTANCES
            + " > max_inotify_instances && echo " + INOTIFY_WATCHES + " > max_inotify_watches";

    private final Process process;

    private NamespaceLimits(Process process) {
        this.process = process;
    }

    /** Sees to it that many sandboxes fit below the host's ceiling; where it may not be raised, fewer do. */
    static void makeRoom() {
        try {
            int room = Integer.parseInt(Files.readString(HOST_INSTANCES).strip());
            if (room < HOST_ROOM) {
                Files.writeString(HOST_INSTANCES, Integer.toString(HOST_ROOM));
            }
        } catch (IOException | NumberFormatException e) {
            System.getLogger(NamespaceLimits.class.getName())
                    .log(System.Logger.Level.WARNING, HOST_INSTANCES + " cannot be raised: " + e.getMessage());
        }
    }

    /** Begins to set them for the user namespace of {@code init}. */
    static NamespaceLimits begin(int init) throws IOException {
        return new NamespaceLimits(
                new ProcessBuilder("nsenter", "--target", Integer.toString(init), "--user", "--", "sh", "-c", SCRIPT)
                        .redirectErrorStream(true)
                        .start());
    }

    /** Returns once they hold. */
    void await() throws IOException {
        try {
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("the limits of the user namespace cannot be set: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

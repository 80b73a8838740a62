package dev.vivarium.sandbox.oci;

import dev.vivarium.posix.ChildProcess;
import dev.vivarium.posix.Descriptor;
import dev.vivarium.posix.Namespaces;
import dev.vivarium.posix.PosixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one thread that starts the runtime. On a hybrid cgroup hierarchy it lives in mounts of its own, without the v2 side: crun
 * 1.8 refuses such a hierarchy, and no other process has to be started in a special way for it.
 */
final class Spawner implements AutoCloseable {

    private static final Path UNIFIED = Path.of("/sys/fs/cgroup/unified");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sandbox-spawner").factory());

    Spawner() throws IOException {
        call(() -> {
            if (Files.exists(UNIFIED.resolve("cgroup.controllers"))) {
                Namespaces.ownMounts();
                Namespaces.unmount(UNIFIED);
            }
            return UNIFIED;
        });
    }

    ChildProcess spawn(List<String> command, Descriptor in, Descriptor out, Descriptor err) throws IOException {
        return call(() -> ChildProcess.spawn(command, ENVIRONMENT, in, out, err));
    }

    private <T> T call(Callable<T> body) throws IOException {
        try {
            return thread.submit(body).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PosixException known ? known : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}

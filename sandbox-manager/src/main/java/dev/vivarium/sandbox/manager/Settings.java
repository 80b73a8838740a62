package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What the operator configured.
 *
 * @param instance {@code vivarium.instance}: a DNS label that tells this installation from others on the machine; it stands
 *     in the name of everything that the manager makes. Default: derived from the data folder
 * @param data {@code vivarium.data}: the data folder; default {@code /var/lib/vivarium}
 * @param run {@code vivarium.run}: folder of the sockets, gone at a reboot; default {@code /run/vivarium/<instance>}
 * @param serviceAccount {@code vivarium.service-account}: the user as whom the server runs, the only one beside root who may
 *     speak to the manager, and the owner of the workspaces; default {@code vivarium}
 * @param ceiling {@code vivarium.sandbox.max-cpus}, {@code max-memory}, {@code max-processes}, {@code max-disk},
 *     {@code max-network}: the most that any sandbox may have. Defaults: this machine's CPUs and memory, 4096 processes,
 *     64 GiB of disk, network {@code install}. {@code open} lets sandboxes reach every public address
 * @param toolchains {@code vivarium.sandbox.toolchains}: folders of the host with a {@code bin}, separated by commas, which come
 *     first in the {@code PATH} of sandboxes; default: the JDK that the manager runs on
 * @param registries {@code vivarium.egress.registries}: URLs of package registries that sandboxes may reach while they install,
 *     beside those that the package managers of this machine are configured for; default none
 */
record Settings(
        String instance,
        Path data,
        Path run,
        String serviceAccount,
        Policy ceiling,
        List<Path> toolchains,
        List<URI> registries) {

    Settings {
        toolchains = List.copyOf(toolchains);
        registries = List.copyOf(registries);
    }

    static final Path DEFAULT_DATA = Path.of("/var/lib/vivarium");
    static final NetworkMode DEFAULT_NETWORK = NetworkMode.INSTALL;

    Path workspaces() {
        return data.resolve("workspaces");
    }

    /** What must survive a restart of the manager; for root alone. */
    Path state() {
        return data.resolve("manager");
    }

    /** What the engine makes for as long as its sandboxes live; its alone. */
    Path engineRun() {
        return run.resolve("engine");
    }

    Path socket() {
        return run.resolve("manager.sock");
    }
}

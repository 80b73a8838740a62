package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Egress;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the engine is told by whoever starts it.
 *
 * @param instance names every cgroup of this instance; lower-case letters, digits and hyphens, at most 40
 * @param state folder of what outlives a restart: the logs of execs, the home folders of workspaces; this engine's alone
 * @param run folder of what does not: bundles, the runtime's state, port sockets; this engine's alone and emptied at start. Every
 *     user must be able to traverse its parents, and its path should be short: a socket's path has at most 107 bytes
 * @param workspaces folder of the workspaces, each under its name
 * @param serviceUid owner of workspace files on disk
 * @param serviceGid their group
 * @param firstUid first host uid and gid of this instance; each sandbox gets the 65536 of one slot, which are nobody's
 * @param slots how many sandboxes can exist at a time
 * @param socketGid group that may connect to port sockets
 * @param toolchains folders with a {@code bin}, first in a sandbox's {@code PATH} in this order; the first with a {@code javac}
 *     is its {@code JAVA_HOME}
 */
public record OciConfig(
        String instance,
        Path state,
        Path run,
        Path workspaces,
        int serviceUid,
        int serviceGid,
        int firstUid,
        int slots,
        int socketGid,
        List<Path> toolchains,
        Egress egress) {

    static final int SLOT = 65536;

    private static final Pattern INSTANCE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    public OciConfig {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException("an instance is named by lower-case letters, digits and hyphens");
        }
        if (slots < 1 || firstUid < SLOT || (long) firstUid + (long) slots * SLOT > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("host uids must lie between 65536 and 2^31");
        }
        if (serviceUid == 0) {
            throw new IllegalArgumentException("workspaces must not belong to root");
        }
        toolchains = List.copyOf(toolchains);
    }
}

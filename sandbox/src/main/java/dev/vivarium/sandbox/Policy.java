package dev.vivarium.sandbox;

/**
 * What a sandbox may use.
 *
 * @param cpus CPU time per wall time, in CPUs; {@code 0 < cpus <= 64}
 * @param memoryBytes ceiling of memory, swap included, in bytes; at least 16 MiB
 * @param maxProcesses ceiling of processes and threads; at least 8
 * @param diskBytes ceiling of the workspace, in bytes
 * @param network what it may reach while no exec asks for more
 */
public record Policy(double cpus, long memoryBytes, int maxProcesses, long diskBytes, NetworkMode network) {

    private static final long MIB = 1024L * 1024;

    public static final Policy DEFAULT = new Policy(0.5, 512 * MIB, 256, 1024 * MIB, NetworkMode.NONE);

    public Policy {
        require(cpus > 0 && cpus <= 64, "cpus must be above 0 and at most 64");
        require(memoryBytes >= 16 * MIB, "memory must be at least 16 MiB");
        require(maxProcesses >= 8, "processes must be at least 8");
        require(diskBytes >= MIB, "disk must be at least 1 MiB");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}

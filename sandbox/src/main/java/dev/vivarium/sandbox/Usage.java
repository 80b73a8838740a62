package dev.vivarium.sandbox;

/**
 * What a sandbox uses now.
 *
 * @param cpuNanos CPU time used since it was created, in nanoseconds
 * @param memoryBytes memory in use, page cache that can be dropped left out
 * @param processes processes and threads alive
 */
public record Usage(long cpuNanos, long memoryBytes, int processes) {}

package dev.vivarium.sandbox;

import java.time.Instant;

/** A sandbox that an engine holds: it runs, or is about to end. What ended is not listed. */
public record SandboxStatus(SandboxSpec spec, Instant since) {}

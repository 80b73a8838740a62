package dev.vivarium.sandbox;

import java.util.Optional;

/** Something that happened on the engine's side, whoever asked for it. */
public sealed interface SandboxEvent {

    /** The sandbox ended: all of its processes are gone. The cause is empty when its first process ended by itself. */
    record Ended(SandboxId id, Optional<Cause> cause) implements SandboxEvent {}

    /** The kernel refused or killed something; the sandbox goes on. */
    record LimitHit(SandboxId id, Cause cause) implements SandboxEvent {}

    /** The connection to the engine's side is gone; it is sought again, then {@link Back} follows. */
    record Away() implements SandboxEvent {}

    record Back() implements SandboxEvent {}
}

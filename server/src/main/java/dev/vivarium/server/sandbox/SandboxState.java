package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.SandboxId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The life of a project's sandbox. A state owns the only moves that are legal in it. */
sealed interface SandboxState {

    Instant since();

    /** The word of the API. */
    String word();

    /** No sandbox; it may be started. */
    record Stopped(Instant since, Optional<Cause> cause) implements SandboxState {
        @Override
        public String word() {
            return "stopped";
        }

        Creating create(SandboxId id) {
            return new Creating(id, Instant.now(), new CompletableFuture<>());
        }
    }

    /** It ended, or never came to be, by a fault; it may be started again. */
    record Failed(Instant since, Optional<Cause> cause, String message) implements SandboxState {
        @Override
        public String word() {
            return "failed";
        }

        Creating create(SandboxId id) {
            return new Creating(id, Instant.now(), new CompletableFuture<>());
        }
    }

    record Creating(SandboxId id, Instant since, CompletableFuture<SandboxId> ready) implements SandboxState {
        @Override
        public String word() {
            return "creating";
        }

        Running running() {
            return new Running(id, Instant.now(), CompletableFuture.completedFuture(id));
        }

        Failed fail(Optional<Cause> cause, String message) {
            return new Failed(Instant.now(), cause, message);
        }
    }

    record Running(SandboxId id, Instant since, CompletableFuture<SandboxId> ready) implements SandboxState {
        @Override
        public String word() {
            return "running";
        }

        Stopping stop(Cause cause) {
            return new Stopping(id, Instant.now(), cause, new CompletableFuture<>());
        }

        /** It ended without this server having told it to. */
        SandboxState ended(Optional<Cause> cause) {
            boolean fault = cause.isEmpty() || cause.get() == Cause.OUT_OF_MEMORY || cause.get() == Cause.ENGINE_LOST;
            return fault
                    ? new Failed(
                            Instant.now(), cause, cause.map(Causes::sentence).orElse("The sandbox ended by itself."))
                    : new Stopped(Instant.now(), cause);
        }
    }

    record Stopping(SandboxId id, Instant since, Cause cause, CompletableFuture<Void> gone) implements SandboxState {
        @Override
        public String word() {
            return "stopping";
        }

        Stopped stopped() {
            return new Stopped(Instant.now(), Optional.of(cause));
        }
    }
}

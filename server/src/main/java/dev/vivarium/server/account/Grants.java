package dev.vivarium.server.account;

import dev.vivarium.server.platform.Installation;
import dev.vivarium.server.platform.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What the operator granted from the command line: an empty file in the data directory, named after the hash of a secret that
 * only the operator saw. Whoever may write there is the operator, whether the server runs or not.
 */
@ApplicationScoped
class Grants {

    private static final Duration LOGIN_LIFETIME = Duration.ofMinutes(10);

    private final Path folder;

    Grants(Installation installation) {
        this.folder = installation.grants();
    }

    /** Takes the login grant of this secret, once, if there is one and it is not old. */
    boolean takeLogin(Secret secret) {
        return take("login-" + secret.hexHash(), LOGIN_LIFETIME);
    }

    /** Whether there is an API token grant of this secret. It stays until {@link #dropApiToken}. */
    boolean hasApiToken(Secret secret) {
        return Files.exists(folder.resolve("api-" + secret.hexHash()));
    }

    void dropApiToken(Secret secret) {
        take("api-" + secret.hexHash(), Duration.ofDays(36500));
    }

    private boolean take(String name, Duration lifetime) {
        var file = folder.resolve(name);
        try {
            var granted = Files.getLastModifiedTime(file).toInstant();
            // Of several that come with the same secret, one deletes the file.
            Files.delete(file);
            return granted.plus(lifetime).isAfter(Instant.now());
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}

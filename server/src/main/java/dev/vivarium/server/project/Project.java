package dev.vivarium.server.project;

import dev.vivarium.server.account.AccountId;
import java.time.Instant;

/** What a user owns: a name, a template it began as, a stack. Its files are its workspace. */
public record Project(
        ProjectId id,
        AccountId owner,
        String name,
        String template,
        String stack,
        Instant createdAt,
        Instant updatedAt) {}

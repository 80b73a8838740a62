package dev.vivarium.server.preview;

import dev.vivarium.server.account.AccountId;
import dev.vivarium.server.platform.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Who was let into which preview by a cookie. Outlives the server, so that a restart throws nobody out of a frame. */
@ApplicationScoped
class PreviewSessionRepository {

    private static final int MAX_PER_ACCOUNT = 500;

    private final Jdbi jdbi;

    PreviewSessionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Secret cookie, Grant grant, Duration lifetime) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            delete from vivarium.preview_session where expires_at < now() or token_hash in (
                                select token_hash from vivarium.preview_session where account_id = :account
                                order by expires_at desc offset :max)""")
                    .bind("account", grant.account().value())
                    .bind("max", MAX_PER_ACCOUNT - 1)
                    .execute();
            handle.createUpdate("""
                            insert into vivarium.preview_session
                                (token_hash, account_id, project_id, port, login_hash, expires_at)
                            values (:hash, :account, :project, :port, :login, :expires)""")
                    .bind("hash", cookie.hash())
                    .bind("account", grant.account().value())
                    .bind("project", grant.host().project().value())
                    .bind("port", grant.host().port().orElse(0))
                    .bind("login", grant.login().map(Secret::hash).orElse(null))
                    .bind("expires", Instant.now().plus(lifetime))
                    .execute();
        });
    }

    /** Empty when it is of another host, over, or its login, account or project is gone. */
    Optional<Grant> find(Secret cookie, PreviewHost host) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select s.account_id from vivarium.preview_session s
                        join vivarium.project p on p.id = s.project_id and p.account_id = s.account_id
                        left join vivarium.session l on l.token_hash = s.login_hash
                        where s.token_hash = :hash and s.project_id = :project and s.port = :port
                          and s.expires_at > now() and (s.login_hash is null or l.expires_at > now())""")
                .bind("hash", cookie.hash())
                .bind("project", host.project().value())
                .bind("port", host.port().orElse(0))
                .mapTo(String.class)
                .findFirst()
                .map(account -> new Grant(new AccountId(account), host, Optional.empty())));
    }
}

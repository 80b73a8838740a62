package dev.vivarium.server.account;

import dev.vivarium.server.platform.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

@ApplicationScoped
class AccountRepository {

    private static final RowMapper<Account> ACCOUNT = (row, context) ->
            new Account(new AccountId(row.getString("id")), row.getString("name"), row.getBoolean("operator"));

    private final Jdbi jdbi;

    AccountRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @return whether it was not there before */
    boolean insertIfAbsent(Account account) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into vivarium.account (id, name, operator) values (:id, :name, :operator)
                                on conflict (id) do nothing""")
                        .bind("id", account.id().value())
                        .bind("name", account.name())
                        .bind("operator", account.operator())
                        .execute()
                == 1);
    }

    Optional<Account> ofSession(Secret token) {
        return find("session", "and s.expires_at > now()", token);
    }

    Optional<Account> ofApiToken(Secret token) {
        return find("api_token", "", token);
    }

    private Optional<Account> find(String table, String condition, Secret token) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select a.* from vivarium.account a join vivarium.%s s on s.account_id = a.id
                        where s.token_hash = :hash %s""".formatted(table, condition))
                .bind("hash", token.hash())
                .map(ACCOUNT)
                .findFirst());
    }

    void insertSession(Secret token, AccountId account, Duration lifetime) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into vivarium.session (token_hash, account_id, expires_at)
                        values (:hash, :account, :expires)""")
                .bind("hash", token.hash())
                .bind("account", account.value())
                .bind("expires", Instant.now().plus(lifetime))
                .execute());
    }

    void deleteSession(Secret token) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from vivarium.session where token_hash = :hash")
                .bind("hash", token.hash())
                .execute());
    }

    void deleteExpiredSessions() {
        jdbi.useHandle(handle -> handle.execute("delete from vivarium.session where expires_at < now()"));
    }

    void insertApiToken(Secret token, AccountId account) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into vivarium.api_token (token_hash, account_id) values (:hash, :account)
                        on conflict do nothing""")
                .bind("hash", token.hash())
                .bind("account", account.value())
                .execute());
    }
}

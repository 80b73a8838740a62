package dev.vivarium.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.AddressConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Who is calling. Blocks for the database when a secret was not seen of late. */
@ApplicationScoped
public class AccountService {

    static final Duration SESSION_LIFETIME = Duration.ofDays(30);
    static final String SESSION_PREFIX = "vis_";
    public static final String API_TOKEN_PREFIX = "viv_";

    private final AccountRepository accounts;
    private final Grants grants;
    private final Optional<String> operatorToken;
    private final Cache<String, Account> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    AccountService(AccountRepository accounts, Grants grants, AddressConfig addresses) {
        this.accounts = accounts;
        this.grants = grants;
        this.operatorToken = addresses.operatorToken();
    }

    /** Sees to the local operator's account. @return whether this is the first start of the installation */
    public boolean prepare() {
        accounts.deleteExpiredSessions();
        return accounts.insertIfAbsent(Account.LOCAL_OPERATOR);
    }

    /** Trades a one-time login token for a session; empty when it is unknown, used or old. */
    Optional<Secret> loginOnce(Secret oneTime) {
        return grants.takeLogin(oneTime) ? Optional.of(newSession()) : Optional.empty();
    }

    /** The same for a form, where an API token serves as well: it is not in an address there. */
    Optional<Secret> login(Secret token) {
        return grants.takeLogin(token) || ofApiToken(token).isPresent() ? Optional.of(newSession()) : Optional.empty();
    }

    private Secret newSession() {
        var session = Secret.random(SESSION_PREFIX);
        accounts.insertSession(session, Account.LOCAL_OPERATOR.id(), SESSION_LIFETIME);
        return session;
    }

    public void logout(Secret session) {
        recent.invalidate(session.hexHash());
        accounts.deleteSession(session);
    }

    /** What is known without asking the database. */
    Optional<Account> recent(Secret secret) {
        return Optional.ofNullable(recent.getIfPresent(secret.hexHash()));
    }

    public Optional<Account> ofSession(Secret session) {
        return remembered(session, accounts.ofSession(session));
    }

    public Optional<Account> ofApiToken(Secret token) {
        if (operatorToken
                .filter(configured -> new Secret(configured).hexHash().equals(token.hexHash()))
                .isPresent()) {
            return remembered(token, Optional.of(Account.LOCAL_OPERATOR));
        }
        if (grants.hasApiToken(token)) {
            accounts.insertApiToken(token, Account.LOCAL_OPERATOR.id());
            grants.dropApiToken(token);
        }
        return remembered(token, accounts.ofApiToken(token));
    }

    private Optional<Account> remembered(Secret secret, Optional<Account> account) {
        account.ifPresent(found -> recent.put(secret.hexHash(), found));
        return account;
    }
}

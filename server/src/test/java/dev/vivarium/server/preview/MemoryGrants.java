package dev.vivarium.server.preview;

import dev.vivarium.server.account.AccountId;
import dev.vivarium.server.platform.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Grants without a database. */
final class MemoryGrants implements GrantStore {

    static final Secret TOKEN = new Secret("viv_token-of-the-owner");
    static final AccountId OWNER = new AccountId("owner");

    final Map<String, Grant> cookies = new ConcurrentHashMap<>();
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public void keep(Secret cookie, Grant grant) {
        cookies.put(cookie.value(), grant);
    }

    @Override
    public Optional<Grant> ofCookie(Secret cookie, PreviewHost host) {
        asked.incrementAndGet();
        return Optional.ofNullable(cookies.get(cookie.value()))
                .filter(grant -> grant.host().equals(host));
    }

    @Override
    public Optional<Grant> ofToken(Secret token, PreviewHost host) {
        asked.incrementAndGet();
        return token.equals(TOKEN) && host.project().value().startsWith("demo")
                ? Optional.of(new Grant(OWNER, host, Optional.empty()))
                : Optional.empty();
    }
}

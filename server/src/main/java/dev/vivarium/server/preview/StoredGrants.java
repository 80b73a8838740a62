package dev.vivarium.server.preview;

import dev.vivarium.server.account.AccountService;
import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.project.ProjectAccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class StoredGrants implements GrantStore {

    private final PreviewSessionRepository sessions;
    private final AccountService accounts;
    private final ProjectAccess projects;
    private final PreviewConfig config;

    StoredGrants(
            PreviewSessionRepository sessions, AccountService accounts, ProjectAccess projects, PreviewConfig config) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.projects = projects;
        this.config = config;
    }

    @Override
    public void keep(Secret cookie, Grant grant) {
        sessions.insert(cookie, grant, config.sessionLifetime());
    }

    @Override
    public Optional<Grant> ofCookie(Secret cookie, PreviewHost host) {
        return sessions.find(cookie, host);
    }

    @Override
    public Optional<Grant> ofToken(Secret token, PreviewHost host) {
        return accounts.ofApiToken(token)
                .filter(account -> projects.find(account, host.project()).isPresent())
                .map(account -> new Grant(account.id(), host, Optional.empty()));
    }
}

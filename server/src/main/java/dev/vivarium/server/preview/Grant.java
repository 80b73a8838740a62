package dev.vivarium.server.preview;

import dev.vivarium.server.account.AccountId;
import dev.vivarium.server.platform.Secret;
import java.util.Optional;

/** That an account may see a preview. @param login the session of the IDE it came from; with that it ends */
record Grant(AccountId account, PreviewHost host, Optional<Secret> login) {}

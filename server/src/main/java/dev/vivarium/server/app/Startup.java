package dev.vivarium.server.app;

import dev.vivarium.server.account.Account;
import dev.vivarium.server.account.AccountService;
import dev.vivarium.server.platform.StartupFailure;
import dev.vivarium.server.platform.http.AddressConfig;
import dev.vivarium.server.platform.http.HttpFront;
import dev.vivarium.server.project.ProjectService;
import dev.vivarium.server.run.RunService;
import dev.vivarium.server.sandbox.Reconciliation;
import dev.vivarium.server.terminal.TerminalService;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** The order of the start: what was there is reconciled before the door opens. */
@ApplicationScoped
class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);

    private final AddressConfig addresses;
    private final AccountService accounts;
    private final ProjectService projects;
    private final Reconciliation sandboxes;
    private final RunService runs;
    private final TerminalService terminals;
    private final HttpFront front;

    Startup(
            AddressConfig addresses,
            AccountService accounts,
            ProjectService projects,
            Reconciliation sandboxes,
            RunService runs,
            TerminalService terminals,
            HttpFront front) {
        this.addresses = addresses;
        this.accounts = accounts;
        this.projects = projects;
        this.sandboxes = sandboxes;
        this.runs = runs;
        this.terminals = terminals;
        this.front = front;
    }

    void start(@Observes StartupEvent event) {
        refuseOpenAddress();
        if (accounts.prepare()) {
            projects.createDemo(Account.LOCAL_OPERATOR);
        }
        sandboxes.run();
        runs.reconcile();
        terminals.reconcile();
        try {
            front.listen();
        } catch (CompletionException exception) {
            throw new StartupFailure(
                    "Port " + addresses.port() + " on " + addresses.host() + " cannot be had: "
                            + String.valueOf(
                                    exception.getCause() == null
                                            ? exception
                                            : exception.getCause().getMessage())
                            + ". Choose another with --port, or end the program that uses it.",
                    exception);
        }
        LOG.infof("listening host=%s port=%d", addresses.host(), addresses.port());
    }

    /** Whoever reaches the port can try tokens and see previews: beyond loopback that is the operator's explicit choice. */
    private void refuseOpenAddress() {
        boolean chosen =
                addresses.publicUrl().isPresent() && addresses.operatorToken().isPresent();
        if (!chosen && !isLoopback(addresses.host())) {
            throw new StartupFailure(
                    "Listening on " + addresses.host() + " would open this machine's sandboxes to the network. "
                            + "Set PUBLIC_URL to the address that browsers use and VIVARIUM_OPERATOR_TOKEN to a secret of at least 32 characters, or listen on 127.0.0.1.",
                    null);
        }
        addresses.operatorToken().filter(token -> token.length() < 32).ifPresent(token -> {
            throw new StartupFailure("VIVARIUM_OPERATOR_TOKEN must have at least 32 characters.", null);
        });
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new StartupFailure("The address " + host + " is unknown on this machine.", unknown);
        }
    }
}

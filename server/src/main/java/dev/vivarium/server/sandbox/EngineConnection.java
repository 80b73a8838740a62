package dev.vivarium.server.sandbox;

import dev.vivarium.sandbox.SandboxEngine;
import dev.vivarium.sandbox.client.ManagerClient;
import dev.vivarium.server.platform.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/** The one place that knows behind which socket the engine is; everything else sees the SPI. */
final class EngineConnection {

    @Produces
    @ApplicationScoped
    SandboxEngine engine(Installation installation) {
        return new ManagerClient(installation.managerSocket());
    }

    void close(@Disposes SandboxEngine engine) {
        engine.close();
    }
}

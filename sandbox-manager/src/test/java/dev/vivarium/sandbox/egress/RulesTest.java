package dev.vivarium.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.sandbox.NetworkMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Target REGISTRY = new Target("registry.example", 4873);
    private static final Target OTHER = new Target("other.example", 443);

    private final Rules rules = new Rules(target -> target.equals(REGISTRY) ? Optional.of("npm") : Optional.empty());

    @Test
    void nothingIsAllowedWhileTheNetworkIsOff() {
        assertThat(rules.decide(REGISTRY, NetworkMode.NONE))
                .isInstanceOfSatisfying(Decision.Refused.class, refused -> assertThat(refused.advice())
                        .isEqualTo("Network is off in this sandbox. Run Install to reach the package registries."));
    }

    @Test
    void installAllowsRegistriesWhereverTheyAre() {
        assertThat(rules.decide(REGISTRY, NetworkMode.INSTALL))
                .isEqualTo(new Decision.Allowed(NetworkMode.INSTALL, false, "npm registry"));
    }

    @Test
    void installRefusesAllElseAlsoOtherPortsOfRegistries() {
        assertThat(rules.decide(OTHER, NetworkMode.INSTALL)).isInstanceOf(Decision.Refused.class);
        assertThat(rules.decide(new Target(REGISTRY.host(), 22), NetworkMode.INSTALL))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void openAllowsWebPortsOfPublicAddressesOnly() {
        assertThat(rules.decide(OTHER, NetworkMode.OPEN))
                .isEqualTo(new Decision.Allowed(NetworkMode.OPEN, true, "network is open"));
        assertThat(rules.decide(new Target(OTHER.host(), 25), NetworkMode.OPEN)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void openAllowsRegistriesWhereverTheyAre() {
        assertThat(rules.decide(REGISTRY, NetworkMode.OPEN))
                .isEqualTo(new Decision.Allowed(NetworkMode.INSTALL, false, "npm registry"));
    }
}

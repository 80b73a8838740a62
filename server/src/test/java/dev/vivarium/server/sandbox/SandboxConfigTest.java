package dev.vivarium.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.server.project.Manifest;
import dev.vivarium.server.project.ManifestFixture;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SandboxConfigTest {

    private static final long MIB = 1024L * 1024;

    private final SandboxConfig config = new SmallRyeConfigBuilder()
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
            .withMapping(SandboxConfig.class)
            .build()
            .getConfigMapping(SandboxConfig.class);

    @Test
    void defaultsAreThePublishedPolicy() {
        assertThat(config.policy()).isEqualTo(new Policy(0.5, 512 * MIB, 256, 1024 * MIB, NetworkMode.NONE));
        assertThat(config.idleAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.maxLifetime()).isEmpty();
        assertThat(config.maxActivePerAccount()).isEqualTo(1);
        assertThat(config.presenceLifetime()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aManifestRaisesThePolicyUpToTheCeiling() {
        var modest = ManifestFixture.needing(new Manifest.Resources(Optional.of(1.0), Optional.of(768)));
        var greedy = ManifestFixture.needing(new Manifest.Resources(Optional.of(64.0), Optional.of(1_000_000)));

        assertThat(Policies.forManifest(config, modest))
                .isEqualTo(new Policy(1, 768 * MIB, 256, 1024 * MIB, NetworkMode.NONE));
        assertThat(Policies.forManifest(config, greedy).cpus()).isEqualTo(2);
        assertThat(Policies.forManifest(config, greedy).memoryBytes()).isEqualTo(2048 * MIB);
    }

    @Test
    void aManifestCannotLowerThePolicy() {
        var small = ManifestFixture.needing(new Manifest.Resources(Optional.of(0.1), Optional.of(16)));

        assertThat(Policies.forManifest(config, small)).isEqualTo(config.policy());
    }
}

package dev.vivarium.server.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PreviewConfigTest {

    @Test
    void defaultsAreThePublishedLimits() {
        var config = Previews.config();

        assertThat(config.ticketLifetime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.sessionLifetime()).isEqualTo(Duration.ofHours(12));
        assertThat(config.admissionLifetime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.maxConnections()).isEqualTo(512);
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.maxResponseHeaders().asLongValue()).isEqualTo(64 * 1024);
    }
}

package dev.vivarium.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DnsLabelTest {

    @Test
    void keepsWhatANameHasInCommonWithALabel() {
        assertThat(DnsLabel.from("Hé llo, World!")).contains("he-llo-world");
        assertThat(DnsLabel.from("2nd try")).contains("nd-try");
        assertThat(DnsLabel.from("x".repeat(60))).contains("x".repeat(40));
        assertThat(DnsLabel.from("a".repeat(39) + " b")).contains("a".repeat(39));
    }

    @Test
    void givesNothingWhereNoLetterIsLeft() {
        assertThat(DnsLabel.from("日本語")).isEmpty();
        assertThat(DnsLabel.from("42")).isEmpty();
    }
}

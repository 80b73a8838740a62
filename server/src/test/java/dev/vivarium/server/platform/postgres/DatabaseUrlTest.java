package dev.vivarium.server.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vivarium.server.platform.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void readsTheFormOfLibpq() {
        var url = DatabaseUrl.parse("postgres://ada:se%2Fcr+et@db.example:6432/ide?sslmode=require");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/ide?sslmode=require");
        assertThat(url.user()).isEqualTo("ada");
        assertThat(url.password()).isEqualTo("se/cr+et");
    }

    @Test
    void readsTheFormOfJdbcAndTakesTheCredentialsOutOfIt() {
        var url = DatabaseUrl.parse(" jdbc:postgresql://[::1]/ide?user=ada&password=p%26q&connectTimeout=5 ");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]/ide?connectTimeout=5");
        assertThat(url.user()).isEqualTo("ada");
        assertThat(url.password()).isEqualTo("p&q");
    }

    @Test
    void credentialsMayBeAbsent() {
        var url = DatabaseUrl.parse("postgresql://db/ide");
        assertThat(url.user()).isEmpty();
        assertThat(url.password()).isEmpty();
    }

    @Test
    void doesNotPrintThePassword() {
        assertThat(DatabaseUrl.parse("postgres://ada:secret@db/ide").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://db/ide",
                "postgres://db",
                "postgres://db/",
                "postgres:///ide",
                "postgres://a:[x@db/i"
            })
    void saysWhatIsWrongAndHowToWriteIt(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(StartupFailure.class)
                .hasMessageStartingWith("DATABASE_URL")
                .hasMessageContaining("postgres://user:password@host:5432/database");
    }
}

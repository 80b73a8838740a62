package dev.vivarium.server.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.server.platform.Secret;
import dev.vivarium.server.platform.http.Origins;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PreviewCookieTest {

    private final PreviewCookie cookie = new PreviewCookie(true);

    @Test
    void isFoundAmongOthers() {
        var secret = new Secret("vps_x");

        assertThat(cookie.in("__Host-vivarium-preview=vps_x")).contains(secret);
        assertThat(cookie.in("a=b; __Host-vivarium-preview=vps_x; c=d")).contains(secret);
        assertThat(cookie.in("x__Host-vivarium-preview=no;__Host-vivarium-preview=vps_x"))
                .contains(secret);
    }

    @Test
    void isNotFoundInWhatOnlyLooksLikeIt() {
        assertThat(cookie.in("")).isEmpty();
        assertThat(cookie.in("__Host-vivarium-preview")).isEmpty();
        assertThat(cookie.in("__Host-vivarium-previews=1")).isEmpty();
        assertThat(cookie.in("a=__Host-vivarium-preview=1")).isEmpty();
    }

    @Test
    void isPartitionedWhereBrowsersTakeThatAndPlainElsewhere() {
        assertThat(setBy("vivarium.port", "8080")).startsWith("__Host-").contains("Secure", "Partitioned");
        assertThat(setBy("vivarium.public-url", "https://ide.example"))
                .startsWith("__Host-")
                .contains("Secure", "Partitioned");
        assertThat(setBy("vivarium.public-url", "http://ide.example"))
                .startsWith("vivarium-preview=")
                .contains("SameSite=Lax")
                .doesNotContain("Secure");
    }

    private static String setBy(String... settings) {
        return PreviewCookie.of(Origins.of(settings)).set(new Secret("vps_x"), Duration.ofHours(1));
    }

    @Test
    void ofTheAppStayAndOursGo() {
        assertThat(PreviewCookie.withoutOurs("a=1; b=2")).isEqualTo("a=1; b=2");
        assertThat(PreviewCookie.withoutOurs("a=1; vivarium_session=x; vivarium-preview=y"))
                .isEqualTo("a=1");
        assertThat(PreviewCookie.withoutOurs("__Host-vivarium-preview=x")).isEmpty();
    }

    @Test
    void theAppCannotSetOursNorWiderOnes() {
        assertThat(PreviewCookie.confined("vivarium_session=x; Path=/")).isEmpty();
        assertThat(PreviewCookie.confined("__host-VIVARIUM-preview=x")).isEmpty();
        assertThat(PreviewCookie.confined("a=1; domain = .example.org; Secure")).contains("a=1; Secure");
        assertThat(PreviewCookie.confined("domain=1; Path=/")).contains("domain=1; Path=/");
    }
}

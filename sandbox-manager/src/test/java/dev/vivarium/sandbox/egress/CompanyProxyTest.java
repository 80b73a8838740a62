package dev.vivarium.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CompanyProxyTest {

    @Test
    void credentialsBecomeAHeaderAndNoProxyIsHonoured() {
        var proxy = CompanyProxy.of(Map.of(
                        "HTTPS_PROXY", "http://me:secret@proxy.example:8080", "no_proxy", ".corp.example, localhost"))
                .orElseThrow();

        assertThat(proxy.address()).isEqualTo(new Target("proxy.example", 8080));
        assertThat(proxy.authorization()).contains("Basic bWU6c2VjcmV0");
        assertThat(proxy.isFor(new Target("npm.corp.example", 443))).isFalse();
        assertThat(proxy.isFor(new Target("localhost", 443))).isFalse();
        assertThat(proxy.isFor(new Target("notcorp.example", 443))).isTrue();
    }

    @Test
    void whatCannotBeUsedIsIgnored() {
        assertThat(CompanyProxy.of(Map.of())).isEmpty();
        assertThat(CompanyProxy.of(Map.of("HTTPS_PROXY", "https://proxy.example:8080")))
                .isEmpty();
        assertThat(CompanyProxy.of(Map.of("HTTPS_PROXY", "::"))).isEmpty();
    }
}

package dev.vivarium.server.preview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void keepsPathAndQueryAsSent() {
        assertThat(Target.parse("/a%2Fb/../c?x=%20&y").toString()).isEqualTo("/a%2Fb/../c?x=%20&y");
        assertThat(Target.parse("http://host:80/a?b=c")).isEqualTo(new Target("/a", "b=c"));
        assertThat(Target.parse("http://host")).isEqualTo(new Target("/", ""));
        assertThat(Target.originForm("http://host/a?u=http://x/")).isEqualTo("/a?u=http://x/");
    }

    @Test
    void takesOneParameterOutAndPutsOneIn() {
        var target = Target.parse("/p?a=1&port=8000&b=2");

        assertThat(target.parameter("port")).contains("8000");
        assertThat(target.without("port").toString()).isEqualTo("/p?a=1&b=2");
        assertThat(Target.parse("/p?port=1").without("port").toString()).isEqualTo("/p");
        assertThat(Target.parse("/p").with("port", "1").toString()).isEqualTo("/p?port=1");
    }

    @Test
    void readsPorts() {
        assertThat(Target.port("65535")).contains(65535);
        for (var wrong : new String[] {"", "0", "-1", "65536", "080", "x", "123456"}) {
            assertThat(Target.port(wrong)).as(wrong).isEmpty();
        }
    }
}

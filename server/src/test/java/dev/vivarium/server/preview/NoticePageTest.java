package dev.vivarium.server.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import org.junit.jupiter.api.Test;

class NoticePageTest {

    private static final String IDE = "http://localhost:8080/p/demo";

    @Test
    void runsItsOwnScriptAndNothingElse() {
        var page = NoticePage.of(Notice.unanswered(5173), IDE);
        var nonce = page.policy().replaceFirst(".*script-src 'nonce-([^']+)'.*", "$1");

        assertThat(page.policy()).startsWith("default-src 'none'").contains("connect-src 'self'");
        assertThat(page.html())
                .contains("<script nonce=\"" + nonce + "\">")
                .doesNotContain("{{", "http://", "https://");
        assertThat(NoticePage.of(Notice.unanswered(5173), IDE).policy()).isNotEqualTo(page.policy());
    }

    @Test
    void showsTextAsText() {
        var failed =
                new Backend.Failed(new PlatformException(ErrorCode.SANDBOX_FAILED, "<img src=x onerror=\"alert(1)\">"));

        assertThat(NoticePage.of(Notice.of(failed), IDE).html())
                .contains("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;")
                .doesNotContain("<img");
    }

    @Test
    void leadsToTheIdeWhereWaitingIsOfNoUse() {
        assertThat(NoticePage.of(Notice.notLetIn(), IDE).html()).contains(IDE).doesNotContain("<script");
    }
}

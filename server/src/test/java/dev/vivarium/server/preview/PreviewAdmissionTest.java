package dev.vivarium.server.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewAdmissionTest {

    private final Previews previews = new Previews();

    @BeforeEach
    void serve() {
        previews.serve(request -> request.response().end("the app"));
    }

    @AfterEach
    void close() {
        previews.close();
    }

    private String ticket() {
        return previews.admissions
                .issueTicket(new Grant(MemoryGrants.OWNER, Previews.demo(), Optional.empty()))
                .value();
    }

    @Test
    void aTicketBecomesACookieOfThisHostAndLeavesTheAddress() {
        var traded = previews.get("/a%20b?x=1&vivarium-ticket=" + ticket() + "&y=2");

        assertThat(traded.status()).isEqualTo(303);
        assertThat(traded.header("location")).isEqualTo(previews.origin() + "/a%20b?x=1&y=2");
        assertThat(traded.header("set-cookie"))
                .startsWith("__Host-vivarium-preview=vps_")
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=None", "Partitioned")
                .doesNotContain("Domain");
        var cookie = traded.header("set-cookie").split(";")[0];
        assertThat(previews.get("/", "Cookie", cookie).body()).isEqualTo("the app");
    }

    @Test
    void aTicketWorksOnce() {
        var ticket = ticket();
        assertThat(previews.get("/?vivarium-ticket=" + ticket).status()).isEqualTo(303);

        var again = previews.get("/?vivarium-ticket=" + ticket, "Accept", "text/html");

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void aUsedTicketDoesNotHarmWhoeverIsLetIn() {
        var answer = previews.get("/x?vivarium-ticket=vpt_used", "Cookie", previews.cookie());

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo(previews.origin() + "/x");
    }

    @Test
    void aTicketOfAnotherHostIsRefused() {
        var elsewhere = previews.admissions.issueTicket(
                new Grant(MemoryGrants.OWNER, Previews.demo().withPort(8000), Optional.empty()));

        assertThat(previews.get("/?vivarium-ticket=" + elsewhere.value()).status())
                .isEqualTo(401);
    }

    @Test
    void theAddressCannotLeadTheTradeElsewhere() {
        var traded = previews.get("//evil.example/?vivarium-ticket=" + ticket());

        assertThat(traded.header("location")).isEqualTo(previews.origin() + "//evil.example/");
    }

    @Test
    void aPersonWithoutCookieIsSentToTheIdeAndAProgramIsTold() {
        var person = previews.get("/a?b=c", "Sec-Fetch-Mode", "navigate");
        var program = previews.get("/a?b=c");

        assertThat(person.status()).isEqualTo(303);
        assertThat(person.header("location")).isEqualTo("http://localhost:" + previews.port + "/preview/demo/a?b=c");
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.body()).contains("\"code\":\"unauthenticated\"");
        assertThat(previews.backends.wakes).hasValue(0);
    }

    @Test
    void aBrowserThatDropsTheCookieDoesNotGoInCircles() {
        previews.get("/?vivarium-ticket=" + ticket(), "Sec-Fetch-Mode", "navigate");

        var back = previews.get("/", "Sec-Fetch-Mode", "navigate");

        assertThat(back.status()).isEqualTo(401);
        assertThat(back.body()).contains("did not keep the cookie");
    }

    @Test
    void aTokenOpensThePreviewsOfItsOwnerAlone() {
        var token = "Bearer " + MemoryGrants.TOKEN.value();
        assertThat(previews.get("/", "Authorization", token).body()).isEqualTo("the app");

        assertThat(previews.get("/", "Authorization", "Bearer viv_wrong").status())
                .isEqualTo(401);
        assertThat(previews.get("/", "Authorization", token, "Host", "other.preview.localhost:" + previews.port)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aCookieOpensItsOwnHostAlone() {
        var cookie = previews.cookie();
        assertThat(previews.get("/", "Cookie", cookie).status()).isEqualTo(200);

        for (var host : new String[] {"8000-demo", "demo2"}) {
            var answer = previews.get("/", "Cookie", cookie, "Host", host + ".preview.localhost:" + previews.port);
            assertThat(answer.status()).as(host).isEqualTo(401);
        }
    }

    @Test
    void theIdesSessionOpensNoPreview() {
        assertThat(previews.get("/", "Cookie", "vivarium_session=vis_real").status())
                .isEqualTo(401);
    }

    @Test
    void theTargetOfARequestCannotReachPastItsHost() throws Exception {
        previews.serve(request -> request.response().end("app " + request.uri()));

        var absolute = previews.raw("GET http://localhost:" + previews.port + "/api/projects HTTP/1.1\r\nHost: "
                + previews.host() + "\r\nConnection: close\r\nCookie: " + previews.cookie() + "\r\n\r\n");
        var refused = previews.raw("GET /api/projects HTTP/1.1\r\nHost: " + previews.host()
                + "\r\nConnection: close\r\nCookie: vivarium_session=vis_real\r\n\r\n");

        assertThat(absolute).endsWith("app /api/projects");
        assertThat(refused).startsWith("HTTP/1.1 401");
    }

    @Test
    void anotherProjectsPageCanNeitherChangeAnythingNorOpenASocket() {
        var cookie = previews.cookie();
        var foreign = "http://evil.preview.localhost:" + previews.port;
        assertThat(previews.send(HttpMethod.POST, "/", Map.of("Cookie", cookie, "Origin", previews.origin()), "x")
                        .status())
                .isEqualTo(200);

        assertThat(previews.send(HttpMethod.POST, "/", Map.of("Cookie", cookie, "Origin", foreign), "x")
                        .status())
                .isEqualTo(403);
        assertThat(previews.send(HttpMethod.POST, "/", Map.of("Cookie", cookie, "Origin", "null"), "x")
                        .status())
                .isEqualTo(403);
        assertThat(previews.get(
                                "/",
                                "Cookie",
                                cookie,
                                "Origin",
                                foreign,
                                "Connection",
                                "Upgrade",
                                "Upgrade",
                                "websocket")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void leadsToAnotherPortOfTheSameProject() {
        var answer = previews.get("/.vivarium/port/8000", "Cookie", previews.cookie());

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location"))
                .startsWith("http://8000-demo.preview.localhost:" + previews.port + "/?vivarium-ticket=vpt_");
    }

    @Test
    void aRestartThrowsNobodyOut() {
        var cookie = previews.cookie();
        try (var restarted = new Previews()) {
            restarted.grants.cookies.putAll(previews.grants.cookies);
            restarted.serve(request -> request.response().end("still here"));

            assertThat(restarted.get("/", "Cookie", cookie).body()).isEqualTo("still here");
        }
    }
}

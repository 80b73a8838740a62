package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.server.platform.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {

    @TempDir
    Path folder;

    private WorkspaceFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new WorkspaceFixture(folder);
    }

    private static final class Found implements SearchSink {

        private final List<String> lines = new ArrayList<>();
        private boolean truncated;
        private int wanted = Integer.MAX_VALUE;

        @Override
        public void accept(SearchMatch match) {
            lines.add(match.path() + ":" + match.line() + ":" + match.column() + ":" + match.text());
        }

        @Override
        public void truncated() {
            truncated = true;
        }

        @Override
        public boolean isOpen() {
            return lines.size() < wanted;
        }
    }

    private Found search(SearchQuery query) throws IOException {
        var found = new Found();
        fixture.workspace.search(query, found);
        return found;
    }

    private List<String> literal(String text, boolean caseSensitive) throws IOException {
        return search(SearchQuery.parse(text, false, caseSensitive, false)).lines;
    }

    private List<String> regex(String text) throws IOException {
        return search(SearchQuery.parse(text, true, true, false)).lines;
    }

    @Test
    void findsLinesWithTheirPlace() throws IOException {
        fixture.write("b.txt", "one\ntwo fish\r\nthree\n\nfish fish");
        fixture.write("a/c.txt", "grüner Fisch 😀 fish");
        assertThat(literal("fish", true))
                .containsExactly("b.txt:2:5:two fish", "b.txt:5:1:fish fish", "a/c.txt:1:17:grüner Fisch 😀 fish");
    }

    @Test
    void ignoresCaseWhenAsked() throws IOException {
        fixture.write("a.txt", "FISH\nGRÜN\ngrün");
        assertThat(literal("fIsh", false)).containsExactly("a.txt:1:1:FISH");
        assertThat(literal("fish", true)).isEmpty();
        assertThat(literal("grün", false)).containsExactly("a.txt:2:1:GRÜN", "a.txt:3:1:grün");
    }

    @Test
    void patternsMatchWithinLines() throws IOException {
        fixture.write("a.txt", "start\nfoo(1)\nbar  foo(22)\nend\n");
        assertThat(regex("foo\\((\\d+)\\)")).containsExactly("a.txt:2:1:foo(1)", "a.txt:3:6:bar  foo(22)");
        assertThat(regex("^bar")).containsExactly("a.txt:3:1:bar  foo(22)");
        assertThat(regex("^end$")).containsExactly("a.txt:4:1:end");
        assertThat(regex("start\\s+foo")).isEmpty();
        assertThat(regex("[^z]+end")).isEmpty();
    }

    @Test
    void aPatternThatIsNoneIsRefusedWithItsPosition() {
        var refusal = refused(ErrorCode.INVALID, () -> SearchQuery.parse("ab[c", true, true, false));
        assertThat(refusal.details()).containsEntry("position", 2);
        refused(ErrorCode.INVALID, () -> SearchQuery.parse("", false, true, false));
    }

    @Test
    void aCatastrophicPatternTakesLinearTime() {
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            fixture.write("a.txt", "a".repeat(20_000) + "!");
            assertThat(regex("(a+)+$")).isEmpty();
        });
    }

    @Test
    void leavesOutWhatIsNoText() throws IOException {
        fixture.write("binary", "needle\0needle");
        fixture.write("large", "needle" + "x".repeat(5 * 1024 * 1024));
        for (var heavy : List.of("node_modules", ".git", "dist", "a/.venv", "a/node_modules/b")) {
            fixture.write(heavy + "/file", "needle");
        }
        Files.createSymbolicLink(fixture.disk.resolve("link"), fixture.outside.resolve("secret"));
        Files.createSymbolicLink(fixture.disk.resolve("folder"), fixture.outside);
        fixture.write("found", "needle secret");
        assertThat(literal("needle", true)).containsExactly("found:1:1:needle secret");
        assertThat(literal("secret", true)).containsExactly("found:1:8:needle secret");
        assertThat(search(SearchQuery.parse("needle", false, true, true)).lines).hasSize(6);
    }

    @Test
    void longLinesAreCutAroundTheHit() throws IOException {
        fixture.write("min.js", "x".repeat(10_000) + "needle" + "y".repeat(10_000));
        var line = literal("needle", true).getFirst();
        assertThat(line).startsWith("min.js:1:10001:xxx").contains("needle");
        assertThat(line.length()).isLessThanOrEqualTo("min.js:1:10001:".length() + 400);
    }

    @Test
    void endsWhereThereIsTooMuch() throws IOException {
        fixture.write("a.txt", "needle\n".repeat(Search.MAX_MATCHES + 1));
        var found = search(SearchQuery.parse("needle", false, true, false));
        assertThat(found.lines).hasSize(Search.MAX_MATCHES);
        assertThat(found.truncated).isTrue();
    }

    @Test
    void endsWhenNobodyListens() throws IOException {
        for (int i = 0; i < 10; i++) {
            fixture.write(i + ".txt", "needle");
        }
        var found = new Found();
        found.wanted = 3;
        fixture.workspace.search(SearchQuery.parse("needle", false, true, false), found);
        assertThat(found.lines).hasSize(3);
        assertThat(found.truncated).isFalse();
    }
}

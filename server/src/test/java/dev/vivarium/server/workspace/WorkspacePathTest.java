package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.posix.PathText;
import dev.vivarium.server.platform.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspacePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "src/App.tsx", "...", ".env", "a b/ü/日本", "-rf", "a\\b", "\uFFFDE9t\uFFFDE9"})
    void takesRelativePaths(String path) {
        assertThat(WorkspacePath.parse(path).value()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/etc/passwd",
                "..",
                "a/..",
                "../a",
                "a/../b",
                ".",
                "a/./b",
                "a//b",
                "a/",
                "a\0b",
                "a\nb",
                "\u007f",
                "\uFFFD",
                "\uFFFDZZ",
                "\uFFFD2F",
                "\uFFFD2Fetc",
                "\uFFFD2E\uFFFD2E/x",
                "\uFFFDe9",
                "\ud800"
            })
    void refusesOthers(String path) {
        refused(ErrorCode.INVALID_PATH, () -> WorkspacePath.parse(path));
    }

    @Test
    void refusesWhatIsTooLong() {
        WorkspacePath.parse("x".repeat(255));
        refused(ErrorCode.INVALID_PATH, () -> WorkspacePath.parse("x".repeat(256)));
        refused(ErrorCode.INVALID_PATH, () -> WorkspacePath.parse("ü".repeat(128)));
        refused(ErrorCode.INVALID_PATH, () -> WorkspacePath.parse("x/".repeat(2048) + "x"));
    }

    @Test
    void knowsItsPlace() {
        var path = WorkspacePath.parse("src/deep/a.ts");
        assertThat(path.name()).isEqualTo("a.ts");
        assertThat(path.parent().parent().parent()).isEqualTo(WorkspacePath.ROOT);
        assertThat(path.isWithin(WorkspacePath.parse("src"))).isTrue();
        assertThat(path.isWithin(WorkspacePath.parse("sr"))).isFalse();
        assertThat(path.isWithin(path)).isTrue();
        assertThat(path.isWithin(WorkspacePath.ROOT)).isTrue();
    }

    /** Every name of two bytes, and back. */
    @Test
    void namesAndTheirTextsAreOneToOne() {
        var seen = new java.util.HashSet<String>();
        for (int i = 0; i < 65536; i++) {
            var name = new byte[] {(byte) (i >> 8), (byte) i};
            var text = PathText.of(name);
            assertThat(PathText.bytes(text)).isEqualTo(name);
            assertThat(PathText.isCanonical(text)).isTrue();
            assertThat(seen.add(text)).isTrue();
        }
    }
}

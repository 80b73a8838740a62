package dev.vivarium.server.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestParserTest {

    private static Manifest parse(String json) {
        return ManifestParser.parse(json.getBytes(StandardCharsets.UTF_8), ManifestDetector.nothing());
    }

    @Test
    void takesWhatTheFileSaysAndDetectsTheRest() {
        var manifest = parse("""
                {"stack": "node", "port": 5173, "actions": {"dev": {"command": "npm run dev"}, "lint": "npm run lint"}}""");

        assertThat(manifest.problems()).isEmpty();
        assertThat(manifest.stack()).isEqualTo("node");
        assertThat(manifest.port()).contains(5173);
        assertThat(manifest.actions().get("dev").command()).isEqualTo("npm run dev");
        assertThat(manifest.actions().get("lint").command()).isEqualTo("npm run lint");
        assertThat(manifest.actions()).containsKeys("install", "build", "test");
    }

    @Test
    void saysWhereAFileIsNotJson() {
        var manifest = parse("{\n  \"stack\": node\n}");

        assertThat(manifest.source()).isEqualTo("detected");
        assertThat(manifest.problems()).singleElement().asString().contains("line 2");
    }

    @Test
    void refusesWhatNoShellLineHolds() {
        var manifest = parse("{\"actions\": {\"dev\": {\"command\": \"echo a\\u0000b\"}, \"test\": \"echo \\ud800\"}}");

        assertThat(manifest.problems()).hasSize(2);
        assertThat(manifest.actions().get("dev").command()).doesNotContain("\0");
    }

    @Test
    void survivesAFileThatNestsWithoutEnd() {
        assertThat(parse("[".repeat(200_000)).problems()).hasSize(1);
        assertThat(parse("{\"actions\":".repeat(20_000)).problems()).hasSize(1);
    }

    @Test
    void namesEveryFaultAndKeepsTheRest() {
        var manifest = parse("""
                {"stack": "cobol", "port": 70000, "main": "nope", "resources": {"cpus": -1, "memoryMiB": 1024}}""");

        assertThat(manifest.problems()).hasSize(4);
        assertThat(manifest.stack()).isEqualTo("static");
        assertThat(manifest.main()).isEqualTo("dev");
        assertThat(manifest.resources()).isEqualTo(new Manifest.Resources(Optional.empty(), Optional.of(1024)));
    }
}

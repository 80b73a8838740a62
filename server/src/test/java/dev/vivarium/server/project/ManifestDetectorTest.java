package dev.vivarium.server.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManifestDetectorTest {

    /** A workspace of a few files in memory. */
    private record Files(Map<String, String> content) implements WorkspaceStore {

        @Override
        public void create(ProjectId id, Path files) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(ProjectId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<byte[]> read(ProjectId id, String path, int maxBytes) {
            return Optional.ofNullable(content.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Set<String> names(ProjectId id, String path) {
            return content.keySet();
        }
    }

    private static Manifest detect(Map<String, String> files) {
        return ManifestDetector.detect(new Files(files), new ProjectId("demo"));
    }

    @Test
    void aPackageJsonIsNode() {
        var manifest = detect(Map.of(
                "package.json",
                "{\"scripts\":{\"dev\":\"vite\",\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"8\"}}",
                "package-lock.json",
                "{}"));

        assertThat(manifest.stack()).isEqualTo("node");
        assertThat(manifest.port()).contains(5173);
        assertThat(manifest.actions().get("install").command()).isEqualTo("npm ci");
        assertThat(manifest.actions().get("build").command()).isEqualTo("npm run build");
    }

    @Test
    void requirementsArePython() {
        var manifest = detect(Map.of("requirements.txt", "Flask==3.1", "app.py", ""));

        assertThat(manifest.stack()).isEqualTo("python");
        assertThat(manifest.actions().get("dev").command()).contains("flask --app app");
    }

    @Test
    void aPomIsJava() {
        assertThat(detect(Map.of("pom.xml", "<project/>")).stack()).isEqualTo("java");
    }

    @Test
    void aProcfileSaysHowToRun() {
        var manifest = detect(Map.of("requirements.txt", "", "Procfile", "web: gunicorn app:app -b 127.0.0.1:$PORT\n"));

        assertThat(manifest.actions().get("dev").command()).endsWith("gunicorn app:app -b 127.0.0.1:$PORT");
    }

    @Test
    void anythingElseIsServedAsItIs() {
        assertThat(detect(Map.of("index.html", "<p>hi")).stack()).isEqualTo("static");
    }
}

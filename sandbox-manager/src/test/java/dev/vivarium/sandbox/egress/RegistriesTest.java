package dev.vivarium.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegistriesTest {

    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger learned = new AtomicInteger();
    private final Registries registries =
            Registries.ask(List.of(new Slow()), List.of(URI.create("https://extra.example")));

    @Test
    void whatTheOperatorNamedIsKnownAtOnce() {
        assertThat(registries.toolOf(new Target("extra.example", 443))).contains("configured");
        assertThat(registries.environment()).isEmpty();
    }

    @Test
    void aPackageManagerThatIsStillThinkingIsWaitedFor() {
        Thread.ofVirtual().start(answer::countDown);

        assertThat(registries.toolOf(new Target("registry.example", 443))).contains("slow");
        assertThat(registries.completeEnvironment()).containsEntry("slow_registry", "https://registry.example");
        assertThat(learned).hasValue(0);
    }

    @Test
    void furtherServersAreLearntOnceWhenOneIsWanted() {
        answer.countDown();

        assertThat(registries.toolOf(new Target("files.example", 443))).contains("slow");
        assertThat(registries.toolOf(new Target("other.example", 443))).isEmpty();
        assertThat(registries.toolOf(new Target("files.example", 8443))).isEmpty();
        assertThat(learned).hasValue(1);
    }

    private final class Slow implements RegistrySource {

        @Override
        public String tool() {
            return "slow";
        }

        @Override
        public Found ask() {
            try {
                answer.await();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
            return new Found(
                    List.of(URI.create("https://registry.example")),
                    Map.of("slow_registry", "https://registry.example"));
        }

        @Override
        public List<URI> learn() {
            learned.incrementAndGet();
            return List.of(URI.create("https://files.example/x"));
        }
    }
}

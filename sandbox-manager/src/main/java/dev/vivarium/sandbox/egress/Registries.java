package dev.vivarium.sandbox.egress;

import dev.vivarium.sandbox.egress.RegistrySource.Found;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The registries of this machine, asked from its package managers: their configuration in the background from the start on,
 * other servers that their files come from when a sandbox first wants one that is unknown.
 */
final class Registries implements RegistryLookup {

    private static final System.Logger LOG = System.getLogger(Registries.class.getName());
    private static final Duration TO_ASK = Duration.ofSeconds(20);
    private static final Duration TO_LEARN = Duration.ofSeconds(30);
    private static final Duration TO_START = Duration.ofSeconds(10);

    private final List<RegistrySource> sources;
    private final Map<Target, String> known = new ConcurrentHashMap<>();
    private final Map<String, String> environment = new ConcurrentHashMap<>();
    private final CompletableFuture<?> asked;
    private final Supplier<CompletableFuture<?>> learned;

    private Registries(List<RegistrySource> sources, Collection<URI> configured) {
        this.sources = List.copyOf(sources);
        add("configured", configured);
        this.asked = each(source -> add(source, source.ask()));
        this.learned = once(() -> each(source -> add(source.tool(), source.learn())));
    }

    static Registries ask(List<RegistrySource> sources, Collection<URI> configured) {
        return new Registries(sources, configured);
    }

    @Override
    public Optional<String> toolOf(Target target) {
        return get(target).or(() -> after(asked, TO_ASK, target)).or(() -> after(learned.get(), TO_LEARN, target));
    }

    /** What package managers in a sandbox are to know, as far as it is known by now. */
    Map<String, String> environment() {
        return new HashMap<>(environment);
    }

    /** The same, once all have answered, or had their time. */
    Map<String, String> completeEnvironment() {
        await(asked, TO_START);
        return environment();
    }

    private Optional<String> get(Target target) {
        return Optional.ofNullable(known.get(target));
    }

    private Optional<String> after(CompletableFuture<?> answers, Duration limit, Target target) {
        await(answers, limit);
        return get(target);
    }

    private void add(RegistrySource source, Found found) {
        add(source.tool(), found.urls());
        environment.putAll(found.environment());
    }

    private void add(String tool, Collection<URI> urls) {
        for (var url : urls) {
            Target.of(url)
                    .filter(target -> known.putIfAbsent(target, tool) == null)
                    .ifPresent(
                            target -> LOG.log(System.Logger.Level.INFO, "Registry tool={0} target={1}", tool, target));
        }
    }

    /** Platform threads, for they wait for processes. */
    private CompletableFuture<?> each(Consumer<RegistrySource> question) {
        return CompletableFuture.allOf(sources.stream()
                .map(source -> CompletableFuture.runAsync(() -> question.accept(source), run -> Thread.ofPlatform()
                        .daemon()
                        .name("registries-" + source.tool())
                        .start(run)))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static void await(CompletableFuture<?> answers, Duration limit) {
        try {
            answers.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException incomplete) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A package manager did not say its registry cause={0}",
                    incomplete.toString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> Supplier<T> once(Supplier<T> supplier) {
        var made = new CompletableFuture<T>();
        var first = new AtomicBoolean(true);
        return () -> {
            if (first.compareAndSet(true, false)) {
                made.complete(supplier.get());
            }
            return made.join();
        };
    }
}

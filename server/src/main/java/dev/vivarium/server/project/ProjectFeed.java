package dev.vivarium.server.project;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Carries what happens in a project to those who watch it. A listener must not block: it queues, and closes itself when full. */
@ApplicationScoped
public class ProjectFeed {

    /** Something that happened; a record whose JSON, with its {@code type}, is a frame of the events socket. */
    public interface Event {
        String type();
    }

    /** Something to tell the person. @param level {@code info}, {@code warn} or {@code error} */
    public record Notice(String level, String code, String message) implements Event {
        @Override
        public String type() {
            return "notice";
        }
    }

    private final ConcurrentHashMap<ProjectId, Set<Consumer<Event>>> listeners = new ConcurrentHashMap<>();

    public void publish(ProjectId project, Event event) {
        listeners.getOrDefault(project, Set.of()).forEach(listener -> listener.accept(event));
    }

    public boolean isWatched(ProjectId project) {
        return listeners.containsKey(project);
    }

    /** @return ends the subscription when run */
    public Runnable subscribe(ProjectId project, Consumer<Event> listener) {
        listeners.compute(project, (id, present) -> {
            var set = present == null ? ConcurrentHashMap.<Consumer<Event>>newKeySet() : present;
            set.add(listener);
            return set;
        });
        return () -> listeners.computeIfPresent(project, (id, present) -> {
            present.remove(listener);
            return present.isEmpty() ? null : present;
        });
    }
}

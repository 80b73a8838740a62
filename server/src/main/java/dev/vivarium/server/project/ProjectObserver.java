package dev.vivarium.server.project;

/** Told of what happens to projects, by those who hold something for them. */
public interface ProjectObserver {

    /** Before the project's row and files go: end what runs for it. */
    default void beforeDelete(Project project) {}

    default void renamed(Project project) {}

    default void deleted(Project project) {}
}

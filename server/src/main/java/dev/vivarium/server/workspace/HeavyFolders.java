package dev.vivarium.server.workspace;

import java.util.Set;

/** Folders that tools fill and people seldom look into, by name. */
final class HeavyFolders {

    /** Watching stops at these: what happens inside is told as a change of the whole. */
    private static final Set<String> UNWATCHED = Set.of(
            "node_modules",
            ".git",
            ".hg",
            ".svn",
            ".venv",
            "venv",
            "__pycache__",
            ".next",
            ".gradle",
            ".cache",
            ".npm",
            ".m2",
            ".cargo");

    /** Searching leaves out what is built, too. */
    private static final Set<String> BUILT =
            Set.of("dist", "build", "target", "out", ".nuxt", ".svelte-kit", "coverage");

    private HeavyFolders() {}

    static boolean isWatched(String name) {
        return !UNWATCHED.contains(name);
    }

    static boolean isSearched(String name) {
        return !UNWATCHED.contains(name) && !BUILT.contains(name);
    }
}

package dev.vivarium.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.server.workspace.TreeEntry.Type;
import dev.vivarium.server.workspace.WorkspaceChange.Change;
import dev.vivarium.server.workspace.WorkspaceChange.Changed;
import dev.vivarium.server.workspace.WorkspaceChange.Kind;
import dev.vivarium.server.workspace.WorkspaceChange.Overflow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingChangesTest {

    private final PendingChanges pending = new PendingChanges();

    private void add(Kind kind, String path) {
        pending.add(kind, WorkspacePath.parse(path), Type.FILE);
    }

    private List<WorkspaceChange> drain() {
        return pending.drain(path -> path.name().startsWith("gone") ? Optional.empty() : Optional.of(Type.FILE));
    }

    private static Change change(Kind kind, String path) {
        return new Change(kind, WorkspacePath.parse(path), Type.FILE);
    }

    @Test
    void aPathIsToldOnce() {
        add(Kind.CREATED, "new");
        add(Kind.MODIFIED, "new");
        add(Kind.MODIFIED, "old");
        add(Kind.MODIFIED, "old");
        assertThat(drain())
                .containsExactly(new Changed(List.of(change(Kind.CREATED, "new"), change(Kind.MODIFIED, "old"))));
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void theDiskHasTheLastWord() {
        add(Kind.CREATED, "gone");
        add(Kind.DELETED, "swapped");
        assertThat(drain())
                .containsExactly(new Changed(List.of(change(Kind.DELETED, "gone"), change(Kind.MODIFIED, "swapped"))));
    }

    @Test
    void tooManyBecomeAnOverflowOfTheFolderThatHasThem() {
        for (int i = 0; i <= PendingChanges.MAX_CHANGES; i++) {
            add(Kind.CREATED, "src/gen/" + i);
        }
        add(Kind.MODIFIED, "README");
        add(Kind.CREATED, "src/gen/more");
        assertThat(drain())
                .containsExactly(
                        new Changed(List.of(change(Kind.MODIFIED, "README"))),
                        new Overflow(WorkspacePath.parse("src/gen")));
    }

    @Test
    void anOverflowTakesInNarrowerOnes() {
        pending.overflow(WorkspacePath.parse("a/b"));
        add(Kind.CREATED, "a");
        add(Kind.CREATED, "a/x");
        pending.overflow(WorkspacePath.parse("a"));
        pending.overflow(WorkspacePath.parse("a/c"));
        assertThat(drain())
                .containsExactly(
                        new Changed(List.of(change(Kind.CREATED, "a"))), new Overflow(WorkspacePath.parse("a")));
    }

    @Test
    void aFolderInPlaceOfAnotherIsToBeListed() {
        pending.add(Kind.DELETED, WorkspacePath.parse("d"), Type.DIRECTORY);
        pending.add(Kind.CREATED, WorkspacePath.parse("d"), Type.DIRECTORY);
        pending.add(Kind.CREATED, WorkspacePath.parse("e"), Type.DIRECTORY);
        pending.add(Kind.DELETED, WorkspacePath.parse("e"), Type.DIRECTORY);
        assertThat(pending.drain(path -> Optional.of(Type.DIRECTORY)))
                .contains(new Overflow(WorkspacePath.parse("d")), new Overflow(WorkspacePath.parse("e")));
    }

    @Test
    void manyOverflowsBecomeOne() {
        for (int i = 0; i < 40; i++) {
            pending.overflow(WorkspacePath.parse("p" + i + "/node_modules"));
        }
        assertThat(drain()).containsExactly(new Overflow(WorkspacePath.ROOT));
    }
}

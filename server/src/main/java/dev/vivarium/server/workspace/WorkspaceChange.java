package dev.vivarium.server.workspace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** What happened to the files of a workspace. */
public sealed interface WorkspaceChange {

    /** At most 1000 changes, each path once, as the disk is when they are told. */
    record Changed(List<Change> changes) implements WorkspaceChange {

        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /** More changed in the folder than can be told, or it is not watched inside: list it again, and what is below. */
    record Overflow(WorkspacePath folder) implements WorkspaceChange {

        public String path() {
            return folder.value();
        }
    }

    /**
     * One file or folder.
     *
     * @param kind a file that another was moved onto is told as created or modified
     */
    record Change(Kind kind, WorkspacePath path, TreeEntry.Type entry) {}

    /** What became of it. */
    enum Kind {
        CREATED,
        MODIFIED,
        DELETED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

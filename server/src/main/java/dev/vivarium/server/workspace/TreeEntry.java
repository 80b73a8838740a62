package dev.vivarium.server.workspace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/** A file or folder as it is listed. A link that stays inside is shown as what it leads to, any other as {@code other}. */
public record TreeEntry(WorkspacePath path, String name, Type type, long size, Instant modifiedAt, boolean link) {

    /** Folders first, then by name. */
    static final Comparator<TreeEntry> ORDER = Comparator.comparing((TreeEntry entry) -> entry.type() != Type.DIRECTORY)
            .thenComparing(TreeEntry::name);

    public enum Type {
        FILE,
        DIRECTORY,
        /** FIFO, socket, device, or a link that cannot be followed: shown, never opened. */
        OTHER;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

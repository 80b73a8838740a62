package dev.vivarium.server.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vivarium.server.stream.Frames;
import dev.vivarium.server.workspace.WorkspaceChange;

/** File changes as frames of the events socket. */
final class FileFrames {

    private FileFrames() {}

    static JsonNode of(Frames frames, WorkspaceChange change) {
        return switch (change) {
            case WorkspaceChange.Changed changed ->
                frames.frame("files").set("changes", frames.tree(changed.changes()));
            case WorkspaceChange.Overflow overflow ->
                frames.frame("files").put("overflow", true).put("path", overflow.path());
        };
    }
}

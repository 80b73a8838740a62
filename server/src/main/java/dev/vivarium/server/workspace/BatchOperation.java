package dev.vivarium.server.workspace;

/** One of several changes that are made all or none. */
public sealed interface BatchOperation {

    /** The path that a refusal is about. */
    WorkspacePath path();

    record CreateFile(WorkspacePath path) implements BatchOperation {}

    record CreateFolder(WorkspacePath path) implements BatchOperation {}

    record Write(WorkspacePath path, byte[] content, Precondition precondition) implements BatchOperation {}

    record Rename(WorkspacePath path, WorkspacePath to) implements BatchOperation {}

    record Delete(WorkspacePath path) implements BatchOperation {}
}

package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.path;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a large batch on the data directory given, to be killed meanwhile. */
final class BatchProcess {

    private static final int OPERATIONS = 1000;

    private BatchProcess() {}

    public static void main(String[] arguments) {
        new Workspaces(Path.of(arguments[0]).resolve("workspaces"))
                .open(WorkspaceFixture.PROJECT)
                .batch(operations());
    }

    private static List<BatchOperation> operations() {
        var operations = new ArrayList<BatchOperation>();
        operations.add(new BatchOperation.Write(path("a.txt"), new byte[] {'x'}, Precondition.NONE));
        operations.add(new BatchOperation.Rename(path("src"), path("other/src")));
        for (int i = operations.size(); i < OPERATIONS; i++) {
            operations.add(new BatchOperation.Write(path("file-" + i), new byte[] {'x'}, Precondition.NONE));
        }
        return operations;
    }

    /** Undoes a batch that was through before the kill. */
    static List<BatchOperation> inverse() {
        var operations = new ArrayList<BatchOperation>();
        operations.add(new BatchOperation.Write(path("a.txt"), new byte[] {'a'}, Precondition.NONE));
        operations.add(new BatchOperation.Rename(path("other/src"), path("src")));
        operations.add(new BatchOperation.Delete(path("other")));
        for (int i = 2; i < OPERATIONS; i++) {
            operations.add(new BatchOperation.Delete(path("file-" + i)));
        }
        return operations;
    }
}

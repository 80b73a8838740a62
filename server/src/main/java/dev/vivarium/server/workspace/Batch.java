package dev.vivarium.server.workspace;

import dev.vivarium.server.platform.PlatformException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/**
 * Makes several changes, all or none. Content is on the disk before the first step, so what can fail early does; a step that
 * fails takes all before it back. Others may see the steps while they are made.
 */
final class Batch {

    private final Anchor anchor;
    private final Staging staging;
    private final Etags etags;
    private final Map<Integer, StagedFile> contents = new HashMap<>();

    Batch(Anchor anchor, Staging staging, Etags etags) {
        this.anchor = anchor;
        this.staging = staging;
        this.etags = etags;
    }

    /** @return the tag of each file written, empty for other operations, in their order */
    List<Optional<Etag>> run(List<BatchOperation> operations, Lock changes) throws IOException {
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof BatchOperation.Write write) {
                contents.put(i, stage(i, write));
            }
        }
        try (var journal = Journal.create(staging.folder())) {
            changes.lock();
            try {
                apply(operations, new Transaction(anchor, staging, etags, Optional.of(journal)));
                journal.commit();
            } finally {
                changes.unlock();
            }
        }
        var result = new ArrayList<Optional<Etag>>();
        for (int i = 0; i < operations.size(); i++) {
            result.add(Optional.ofNullable(contents.get(i)).map(StagedFile::etag));
        }
        return result;
    }

    private StagedFile stage(int index, BatchOperation.Write write) {
        try {
            return staging.stage(new ByteArrayInputStream(write.content()), Workspace.MAX_FILE_BYTES);
        } catch (IOException exception) {
            throw of(index, write, Refusals.of(exception, write.path()));
        }
    }

    private void apply(List<BatchOperation> operations, Transaction transaction) {
        for (int i = 0; i < operations.size(); i++) {
            try {
                apply(i, operations.get(i), transaction);
            } catch (IOException exception) {
                transaction.undo();
                throw of(
                        i,
                        operations.get(i),
                        Refusals.of(exception, operations.get(i).path()));
            } catch (RuntimeException exception) {
                transaction.undo();
                throw of(i, operations.get(i), exception);
            }
        }
    }

    private void apply(int index, BatchOperation operation, Transaction transaction) throws IOException {
        switch (operation) {
            case BatchOperation.CreateFile(var path) -> transaction.createFile(path);
            case BatchOperation.CreateFolder(var path) -> transaction.createFolder(path);
            case BatchOperation.Write(var path, var content, var precondition) ->
                transaction.put(path, contentOf(index), precondition);
            case BatchOperation.Rename(var from, var to) -> transaction.rename(from, to);
            case BatchOperation.Delete(var path) -> transaction.delete(path, Precondition.NONE);
        }
    }

    private StagedFile contentOf(int index) {
        return java.util.Objects.requireNonNull(contents.get(index));
    }

    private static RuntimeException of(int index, BatchOperation operation, RuntimeException failure) {
        if (!(failure instanceof PlatformException refusal)) {
            return failure;
        }
        var details = new HashMap<>(refusal.details());
        details.put("operation", index);
        details.putIfAbsent("path", operation.path().value());
        return new PlatformException(
                refusal.code(),
                "Operation " + index + ": " + refusal.safeMessage() + " Nothing was changed.",
                details,
                refusal);
    }
}

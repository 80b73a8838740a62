package dev.vivarium.server.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Several changes as they come in: at most 1000. */
record BatchRequest(@Nullable List<@Nullable Operation> operations) {

    /**
     * @param op {@code create} (path, type), {@code write} (path, content, ifMatch?), {@code rename} (from, to) or
     *     {@code delete} (path)
     */
    record Operation(
            @Nullable String op,
            @Nullable String path,
            @Nullable String type,
            @Nullable String content,
            @Nullable String ifMatch,
            @Nullable String from,
            @Nullable String to) {}

    record Answer(List<Result> results) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Result(WorkspacePath path, Optional<Etag> etag) {}

    List<BatchOperation> parse() {
        if (operations == null || operations.isEmpty() || operations.size() > Workspace.MAX_BATCH) {
            throw new PlatformException(
                    ErrorCode.INVALID, "Send {\"operations\": […]} with 1 to " + Workspace.MAX_BATCH + " of them.");
        }
        var parsed = new ArrayList<BatchOperation>();
        for (var operation : operations) {
            try {
                parsed.add(parse(operation));
            } catch (PlatformException exception) {
                throw at(parsed.size(), exception);
            }
        }
        return parsed;
    }

    private static PlatformException at(int index, PlatformException refusal) {
        var details = new HashMap<String, Object>(refusal.details());
        details.put("operation", index);
        return new PlatformException(
                refusal.code(),
                "Operation " + index + ": " + refusal.safeMessage() + " Nothing was changed.",
                Map.copyOf(details),
                refusal);
    }

    private static BatchOperation parse(@Nullable Operation operation) {
        if (operation == null || operation.op() == null) {
            throw unknownOperation();
        }
        return switch (operation.op()) {
            case "create" -> create(operation);
            case "write" -> write(operation);
            case "rename" ->
                new BatchOperation.Rename(WorkspacePath.parse(operation.from()), WorkspacePath.parse(operation.to()));
            case "delete" -> new BatchOperation.Delete(WorkspacePath.parse(operation.path()));
            default -> throw unknownOperation();
        };
    }

    private static BatchOperation create(Operation operation) {
        var path = WorkspacePath.parse(operation.path());
        return switch (operation.type() == null ? "" : operation.type()) {
            case "file" -> new BatchOperation.CreateFile(path);
            case "directory" -> new BatchOperation.CreateFolder(path);
            default -> throw unknownType();
        };
    }

    private static BatchOperation write(Operation operation) {
        var path = WorkspacePath.parse(operation.path());
        if (operation.content() == null) {
            throw new PlatformException(ErrorCode.INVALID, "The content is missing.");
        }
        return new BatchOperation.Write(
                path, JsonBody.utf8(operation.content()), Precondition.of(operation.ifMatch(), null));
    }

    static Answer answer(List<BatchOperation> operations, List<Optional<Etag>> etags) {
        var results = new ArrayList<Result>();
        for (int i = 0; i < etags.size(); i++) {
            results.add(new Result(operations.get(i).path(), etags.get(i)));
        }
        return new Answer(results);
    }

    static PlatformException unknownType() {
        return new PlatformException(ErrorCode.INVALID, "The type must be \"file\" or \"directory\".");
    }

    private static PlatformException unknownOperation() {
        return new PlatformException(
                ErrorCode.INVALID, "The op must be \"create\", \"write\", \"rename\" or \"delete\".");
    }
}

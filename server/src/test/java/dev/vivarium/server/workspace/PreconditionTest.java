package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.refused;

import dev.vivarium.server.platform.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreconditionTest {

    private static final WorkspacePath PATH = WorkspacePath.parse("a");
    private static final Optional<Etag> CURRENT = Optional.of(new Etag("\"one\""));

    private static void holds(Precondition precondition, Optional<Etag> current) {
        precondition.check(PATH, current);
    }

    private static void fails(Precondition precondition, Optional<Etag> current) {
        refused(ErrorCode.STALE, () -> precondition.check(PATH, current));
    }

    @Test
    void ifMatchWantsOneOfTheTags() {
        holds(Precondition.of("\"two\", \"one\"", null), CURRENT);
        holds(Precondition.of("one", null), CURRENT);
        holds(Precondition.of("*", null), CURRENT);
        fails(Precondition.of("\"two\"", null), CURRENT);
        fails(Precondition.of("W/\"one\"", null), CURRENT);
        fails(Precondition.of("", null), CURRENT);
        fails(Precondition.of("*", null), Optional.empty());
        fails(Precondition.of("\"one\"", null), Optional.empty());
    }

    @Test
    void ifNoneMatchWantsNoneOfThem() {
        holds(Precondition.of(null, "*"), Optional.empty());
        holds(Precondition.of(null, "\"two\""), CURRENT);
        fails(Precondition.of(null, "*"), CURRENT);
        fails(Precondition.of(null, "\"one\""), CURRENT);
    }

    @Test
    void noneAlwaysHolds() {
        holds(Precondition.NONE, CURRENT);
        holds(Precondition.NONE, Optional.empty());
    }
}

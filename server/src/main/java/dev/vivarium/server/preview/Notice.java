package dev.vivarium.server.preview;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.sandbox.Causes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a preview says instead of the app.
 *
 * @param waits whether it is worth to look again by itself
 * @param ports on which something else listens
 */
record Notice(ErrorCode code, String heading, String detail, boolean waits, List<Integer> ports) {

    static Notice of(Backend backend) {
        return switch (backend) {
            case Backend.Starting(var before) ->
                waiting(
                        ErrorCode.PREVIEW_STARTING,
                        "The sandbox is starting",
                        sentence(before) + "The preview opens as soon as something listens.");
            case Backend.Asleep(var cause) ->
                waiting(
                        ErrorCode.PREVIEW_STARTING,
                        "The sandbox is asleep",
                        sentence(cause) + "Reload the preview to start it again.");
            case Backend.Silent silent -> silent.listened() ? ended(silent) : silent(silent);
            case Backend.Failed(var reason) ->
                new Notice(reason.code(), "The sandbox could not be started", reason.safeMessage(), true, List.of());
            case Backend.Reachable(var port, var socket) -> unanswered(port);
        };
    }

    private static Notice waiting(ErrorCode code, String heading, String detail) {
        return new Notice(code, heading, detail, true, List.of());
    }

    private static Notice silent(Backend.Silent silent) {
        return new Notice(
                ErrorCode.PREVIEW_NOT_LISTENING,
                "Nothing is listening yet",
                "The sandbox runs, but nothing listens on " + named(silent.port())
                        + ". Press Dev to start the dev server.",
                true,
                silent.others());
    }

    private static Notice ended(Backend.Silent silent) {
        return new Notice(
                ErrorCode.PREVIEW_CRASHED,
                "The dev server has stopped",
                "Nothing listens on " + named(silent.port())
                        + " any more. Its log says why; press Dev to start it again.",
                true,
                silent.others());
    }

    /** It was connected to, and gave nothing back. */
    static Notice unanswered(int port) {
        return new Notice(
                ErrorCode.PREVIEW_CRASHED,
                "The dev server gave no answer",
                "The server on port " + port + " closed the connection without a readable answer. Its log may say why.",
                true,
                List.of());
    }

    static Notice busy(int limit) {
        return waiting(
                ErrorCode.PREVIEW_BUSY,
                "Too many connections",
                "This preview has " + limit + " requests and sockets open, which is its limit.");
    }

    static Notice internal() {
        return waiting(
                ErrorCode.INTERNAL,
                "Something went wrong",
                "The server could not find out about this preview; its log has the reason.");
    }

    static Notice nothingHere() {
        return new Notice(
                ErrorCode.NOT_FOUND,
                "Nothing here",
                "Addresses below /.vivarium/ are the platform's.",
                false,
                List.of());
    }

    static Notice notLetIn() {
        return new Notice(
                ErrorCode.UNAUTHENTICATED,
                "This preview is private",
                "Open it from the IDE, which lets this browser in. Scripts send `Authorization: Bearer` with a token of"
                        + " `./vivarium token`.",
                false,
                List.of());
    }

    static Notice notLoggedIn() {
        return new Notice(
                ErrorCode.UNAUTHENTICATED,
                "You are not logged in",
                "Open the link that `./vivarium up` prints, then come back.",
                false,
                List.of());
    }

    static Notice cookieLost() {
        return new Notice(
                ErrorCode.UNAUTHENTICATED,
                "The browser did not keep the cookie",
                "A preview needs one cookie of its own host. Allow cookies for this address, or open the preview in a tab of"
                        + " its own. Outside of localhost a preview inside the IDE needs https.",
                false,
                List.of());
    }

    static Notice foreignOrigin() {
        return new Notice(
                ErrorCode.FOREIGN_ORIGIN,
                "Refused",
                "A page of another origin may not do this to a preview.",
                false,
                List.of());
    }

    private static String sentence(Optional<Cause> cause) {
        return cause.map(why -> Causes.sentence(why) + " ").orElse("");
    }

    private static String named(OptionalInt port) {
        return port.isPresent() ? "port " + port.getAsInt() : "any port";
    }
}

package dev.vivarium.sandbox.client.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vivarium.sandbox.SandboxException;

/** What the manager says to a request. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
    @Type(name = "ok", value = Answer.Ok.class),
    @Type(name = "refused", value = Answer.Refused.class),
})
public sealed interface Answer {

    /** @param value what the verb gives; JSON null where it gives nothing */
    record Ok(JsonNode value) implements Answer {}

    /** @param message fit for a user */
    record Refused(SandboxException.Reason reason, String message) implements Answer {

        public static Refused of(SandboxException refusal) {
            var message = refusal.getMessage();
            return new Refused(
                    refusal.reason(), message == null ? refusal.reason().name() : message);
        }

        public SandboxException exception() {
            return new SandboxException(reason, message);
        }
    }
}

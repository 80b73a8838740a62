package dev.vivarium.server.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The text frames of our sockets: JSON objects with a {@code type}. */
@ApplicationScoped
public class Frames {

    private final ObjectMapper json;

    Frames(ObjectMapper json) {
        this.json = json;
    }

    public ObjectNode frame(String type) {
        return json.createObjectNode().put("type", type);
    }

    /** The fields of {@code record} after its type. */
    public ObjectNode frame(String type, Object record) {
        var frame = frame(type);
        json.valueToTree(record).properties().forEach(field -> frame.set(field.getKey(), field.getValue()));
        return frame;
    }

    public JsonNode tree(Object value) {
        return json.valueToTree(value);
    }

    public String text(JsonNode frame) {
        try {
            return json.writeValueAsString(frame);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** What a client sent; empty when it is no JSON object with a type. */
    public Optional<JsonNode> parse(String text) {
        try {
            var frame = json.readTree(text);
            return frame != null && frame.path("type").isTextual() ? Optional.of(frame) : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }
}

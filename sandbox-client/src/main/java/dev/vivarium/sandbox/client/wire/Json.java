package dev.vivarium.sandbox.client.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxEvent;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.WorkspaceName;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON of the protocol: the SPI's own records, whose constructors check what arrives. Nothing may be missing, null or unknown.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addMixIn(SandboxId.class, Text.class)
            .addMixIn(ExecId.class, Text.class)
            .addMixIn(WorkspaceName.class, Text.class)
            .addMixIn(ExecStatus.class, StatusTypes.class)
            .addMixIn(SandboxEvent.class, EventTypes.class)
            .build();

    private Json() {}

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("not a wire type: " + value.getClass(), impossible);
        }
    }

    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    public static <T> T read(byte[] json, Class<T> type) throws MalformedException {
        try {
            @Nullable T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new MalformedException("null is nothing to be read");
            }
            return value;
        } catch (IOException malformed) {
            throw malformed(malformed);
        }
    }

    public static <T> T read(JsonNode json, TypeReference<T> type) throws MalformedException {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        }
    }

    /** Jackson's own message carries source excerpts and class names over several lines; the peer needs the first. */
    private static MalformedException malformed(IOException cause) {
        var text = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
        return new MalformedException(String.valueOf(text).lines().findFirst().orElse("unreadable JSON"), cause);
    }

    private abstract static class Text {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Text(String value) {}

        @JsonValue
        abstract String value();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @Type(name = "running", value = ExecStatus.Running.class),
        @Type(name = "exited", value = ExecStatus.Exited.class),
    })
    private interface StatusTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    @JsonSubTypes({
        @Type(name = "ended", value = SandboxEvent.Ended.class),
        @Type(name = "limitHit", value = SandboxEvent.LimitHit.class),
        @Type(name = "away", value = SandboxEvent.Away.class),
        @Type(name = "back", value = SandboxEvent.Back.class),
    })
    private interface EventTypes {}
}

package dev.vivarium.server.workspace;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.JsonFault;
import dev.vivarium.server.platform.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON bodies that carry file contents: larger than others, but held in memory, so bounded. Larger files go up as raw bytes. */
final class JsonBody {

    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private JsonBody() {}

    static <T> T read(InputStream body, Class<T> type) {
        try {
            var value = JSON.readValue(new RequestBody(body, MAX_BYTES), type);
            if (value == null) {
                throw new PlatformException(ErrorCode.INVALID_JSON, "The body is empty; a JSON object is expected.");
            }
            return value;
        } catch (JacksonException exception) {
            throw JsonFault.refusal(exception);
        } catch (IOException exception) {
            throw new PlatformException(ErrorCode.MALFORMED_REQUEST, "The body ended early.", exception);
        }
    }

    /** The text as UTF-8. */
    static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException exception) {
            throw new PlatformException(
                    ErrorCode.INVALID, "The content holds half a surrogate pair, which is no text.", exception);
        }
    }
}

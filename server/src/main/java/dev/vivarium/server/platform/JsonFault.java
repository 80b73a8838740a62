package dev.vivarium.server.platform;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a JSON body, for whoever sent it. The library's own words would name our classes. */
public final class JsonFault {

    private JsonFault() {}

    public static PlatformException refusal(JacksonException exception) {
        return new PlatformException(
                ErrorCode.INVALID_JSON, "The body is not the JSON expected here: " + describe(exception), exception);
    }

    private static String describe(JacksonException exception) {
        return switch (exception) {
            case MismatchedInputException mismatch -> {
                var place = place(mismatch.getPath());
                yield place.isEmpty() ? "an object is expected." : place + " has the wrong type.";
            }
            default -> {
                var at = exception.getLocation();
                yield at == null
                        ? "it cannot be read."
                        : "it cannot be read at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
            }
        };
    }

    private static String place(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}

package dev.vivarium.sandbox.egress;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The part of an HTTP message before its body (RFC 9112).
 *
 * @param fields header lines as they came
 * @param rest bytes that were read beyond it
 */
record Head(String firstLine, List<String> fields, ByteBuffer rest) {

    Head {
        fields = List.copyOf(fields);
    }
}

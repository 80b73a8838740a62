package dev.vivarium.sandbox.egress;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads and writes heads of HTTP messages on a channel. */
final class Heads {

    static final int MAX = 16 << 10;

    private Heads() {}

    static Head read(SocketChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(MAX);
        int end = -1;
        while (end < 0) {
            if (!buffer.hasRemaining()) {
                throw new MalformedHeadException(
                        "431 Request Header Fields Too Large", "The head of a request is at most " + MAX + " bytes.");
            }
            int from = Math.max(0, buffer.position() - 3);
            if (channel.read(buffer) < 0) {
                throw new EOFException("hung up within the head");
            }
            end = endOfHead(buffer, from);
        }
        var lines = new String(buffer.array(), 0, end, StandardCharsets.ISO_8859_1).split("\r\n");
        var rest = buffer.flip().position(end + 4).slice();
        return new Head(lines[0], List.of(lines).subList(1, lines.length), rest);
    }

    static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static int endOfHead(ByteBuffer buffer, int from) {
        var bytes = buffer.array();
        for (int i = from; i + 3 < buffer.position(); i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }
}

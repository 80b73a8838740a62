package dev.vivarium.sandbox.client.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * Messages and frames on a stream socket. One thread may read while another writes; {@link #close()} may come from any and ends
 * both. Each write is a single system call as long as the peer reads.
 */
public final class WireChannel implements AutoCloseable {

    /** One read usually takes a whole request, answer or screenful of output; the manager has one for each connection. */
    private static final int BUFFER = 8 << 10;

    private final SocketChannel socket;
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER).flip();

    public WireChannel(SocketChannel socket) {
        this.socket = socket;
    }

    /** The next message; empty when the peer closed between two messages. */
    public Optional<byte[]> readMessage(int max) throws IOException {
        return hasNext() ? Optional.of(body(length(max))) : Optional.empty();
    }

    /** As {@link #readMessage(int)}, and fails when the next one does not begin or is not whole in time. */
    public Optional<byte[]> readMessage(int max, Duration toBegin, Duration toComplete) throws IOException {
        try (var _ = Deadlines.close(socket, toBegin)) {
            if (!hasNext()) {
                return Optional.empty();
            }
        }
        try (var _ = Deadlines.close(socket, toComplete)) {
            return Optional.of(body(length(max)));
        }
    }

    public void writeMessage(byte[] message) throws IOException {
        var output = ByteBuffer.allocate(Integer.BYTES + message.length);
        output.putInt(message.length).put(message);
        writeAll(output.flip());
    }

    public Frame readFrame() throws IOException {
        require(Frame.HEADER);
        int type = input.get();
        var types = Frame.Type.values();
        if (type < 0 || type >= types.length) {
            throw new MalformedException("unknown frame type " + type);
        }
        return new Frame(types[type], input.getLong(), body(length(Limits.FRAME)));
    }

    public void writeFrame(Frame frame) throws IOException {
        var payload = ByteBuffer.wrap(frame.payload());
        var header = ByteBuffer.allocate(Frame.HEADER);
        header.put((byte) frame.type().ordinal()).putLong(frame.offset()).putInt(payload.remaining());
        writeAll(header.flip(), payload);
    }

    /** As {@link #writeFrame(Frame)}, and fails when the peer does not take it in time. */
    public void writeFrame(Frame frame, Duration limit) throws IOException {
        try (var _ = Deadlines.close(socket, limit)) {
            writeFrame(frame);
        }
    }

    /** Blocks until the peer hangs up, throwing away what it sends. */
    public void awaitHangUp() throws IOException {
        do {
            input.position(input.limit());
        } while (hasNext());
    }

    private boolean hasNext() throws IOException {
        if (input.hasRemaining()) {
            return true;
        }
        input.clear();
        int read = socket.read(input);
        input.flip();
        return read > 0;
    }

    private int length(int max) throws IOException {
        require(Integer.BYTES);
        int length = input.getInt();
        if (length < 0 || length > max) {
            throw new MalformedException("length " + Integer.toUnsignedString(length) + " is beyond " + max);
        }
        return length;
    }

    /** Makes sure that a small header of that many bytes is in the buffer. */
    private void require(int count) throws IOException {
        while (input.remaining() < count) {
            input.compact();
            int read = socket.read(input);
            input.flip();
            if (read < 0) {
                throw new EOFException("the peer hung up in the middle of a message");
            }
        }
    }

    private byte[] body(int length) throws IOException {
        var body = new byte[length];
        int buffered = Math.min(length, input.remaining());
        input.get(body, 0, buffered);
        var rest = ByteBuffer.wrap(body, buffered, length - buffered);
        while (rest.hasRemaining()) {
            if (socket.read(rest) < 0) {
                throw new EOFException("the peer hung up in the middle of a message");
            }
        }
        return body;
    }

    private void writeAll(ByteBuffer... output) throws IOException {
        long left = 0;
        for (var part : output) {
            left += part.remaining();
        }
        while (left > 0) {
            left -= socket.write(output);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Closing a socket whose peer has left: there is nothing left to lose.
        }
    }
}

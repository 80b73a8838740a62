package dev.vivarium.sandbox.held;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file that holds the last {@code capacity} bytes of a stream. Its first eight bytes say how many were ever written, so that
 * it can be read again after its writer was killed; the page that they stand on is followed by the ring.
 */
final class RingFile implements AutoCloseable {

    private static final int HEADER = 4096;

    private final Path path;
    private final FileChannel channel;
    private final long capacity;
    private final ByteBuffer header = ByteBuffer.allocateDirect(Long.BYTES);

    private RingFile(Path path, FileChannel channel, long capacity) {
        this.path = path;
        this.channel = channel;
        this.capacity = capacity;
    }

    static RingFile open(Path path, long capacity) throws IOException {
        return new RingFile(path, FileChannel.open(path, CREATE, READ, WRITE), capacity);
    }

    long capacity() {
        return capacity;
    }

    long end() throws IOException {
        header.clear();
        return channel.read(header, 0) < Long.BYTES ? 0 : header.getLong(0);
    }

    /** For one thread at a time. */
    void write(long offset, ByteBuffer bytes) throws IOException {
        long end = offset + bytes.remaining();
        while (bytes.hasRemaining()) {
            long at = offset % capacity;
            var part = bytes.slice(bytes.position(), (int) Math.min(bytes.remaining(), capacity - at));
            int written = channel.write(part, HEADER + at);
            bytes.position(bytes.position() + written);
            offset += written;
        }
        header.clear().putLong(0, end);
        channel.write(header, 0);
    }

    /** A way in of its own for each reader: an interrupt closes the channel that the interrupted thread reads. */
    Reader reader() throws IOException {
        return new Reader(FileChannel.open(path, READ), capacity);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Reads the ring; for one thread at a time. */
    record Reader(FileChannel channel, long capacity) implements AutoCloseable {

        byte[] read(long offset, int length) throws IOException {
            var bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                long at = (offset + bytes.position()) % capacity;
                bytes.limit((int) Math.min(length, bytes.position() + (capacity - at)));
                if (channel.read(bytes, HEADER + at) < 0) {
                    throw new EOFException("log is shorter than its end");
                }
                bytes.limit(length);
            }
            return bytes.array();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

package dev.vivarium.server.workspace;

import dev.vivarium.posix.FileHandle;
import dev.vivarium.posix.FileStat;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A regular file, opened for reading, with the tag of what will be read. It closes what it holds.
 *
 * <p>A small file is read at once, so its tag and its bytes are of one moment. Of a larger one the last part is sent only when all
 * of it had the tag that was announced: whoever got a whole answer has what the tag says. A file beyond what the API takes has no
 * tag of its content, and is sent as it is found.
 */
public final class FileContent implements AutoCloseable {

    private static final int SMALL = 256 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final FileStat stat;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer small;
    private final Etag etag;

    private FileContent(FileStat stat, FileChannel channel, Etags etags) throws IOException {
        this.stat = stat;
        this.channel = channel;
        if (stat.size() <= SMALL) {
            small = readAll(channel);
            size = small.limit();
            var digest = Etag.digest();
            digest.update(small.duplicate());
            etag = Etag.of(digest);
        } else {
            small = ByteBuffer.allocate(0);
            size = stat.size();
            etag = etags.of(stat, channel);
        }
    }

    /** @param located what {@link Anchor#locate} found; refused with {@code not-a-file} when it is no regular file */
    static FileContent open(FileHandle located, WorkspacePath path, Etags etags) throws IOException {
        var stat = located.stat();
        if (!stat.isRegular()) {
            throw Refusals.notAFile(path);
        }
        var channel = openChannel(located);
        try {
            return new FileContent(stat, channel, etags);
        } catch (IOException | RuntimeException | Error exception) {
            channel.close();
            throw exception;
        }
    }

    /** The bytes of a regular file of at most {@code maxBytes}; nothing of a larger one is read. */
    static Optional<byte[]> ofSmall(FileHandle located, int maxBytes) throws IOException {
        var stat = located.stat();
        if (!stat.isRegular() || stat.size() > maxBytes) {
            return Optional.empty();
        }
        try (var channel = openChannel(located)) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(stat.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until it is full or the file ends.
            }
            return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
        }
    }

    static FileChannel openChannel(FileHandle located) throws IOException {
        try {
            return located.open(StandardOpenOption.READ);
        } catch (AccessDeniedException withoutMode) {
            Anchor.grant(located);
            return located.open(StandardOpenOption.READ);
        }
    }

    private static ByteBuffer readAll(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(SMALL);
        while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
            // Until it is full or the file ends.
        }
        return buffer.flip();
    }

    public Etag etag() {
        return etag;
    }

    public long size() {
        return size;
    }

    FileStat stat() {
        return stat;
    }

    /** All of it, of a file that the caller knows to fit in memory. */
    public byte[] bytes() throws IOException {
        var out = new java.io.ByteArrayOutputStream(Math.toIntExact(size));
        writeTo(out);
        return out.toByteArray();
    }

    /** @throws IOException as well when the file was changed meanwhile */
    public void writeTo(OutputStream out) throws IOException {
        if (small.limit() > 0 || size == 0) {
            out.write(small.array(), 0, small.limit());
            return;
        }
        var digest = Etag.digest();
        var buffer = ByteBuffer.allocate(CHUNK);
        for (long at = 0; at < size; at += buffer.limit()) {
            fill(buffer, at, size);
            digest.update(buffer.duplicate());
            boolean last = at + buffer.limit() == size;
            if (last && size <= Etags.HASHED && !Etag.of(digest).equals(etag)) {
                throw new IOException("the file was changed while it was read");
            }
            out.write(buffer.array(), 0, buffer.limit());
        }
    }

    /** The bytes from {@code from} on, up to and without {@code to}. */
    public void writeTo(OutputStream out, long from, long to) throws IOException {
        var buffer = ByteBuffer.allocate(CHUNK);
        for (long at = from; at < to; at += buffer.limit()) {
            fill(buffer, at, to);
            out.write(buffer.array(), 0, buffer.limit());
        }
    }

    private void fill(ByteBuffer buffer, long from, long to) throws IOException {
        buffer.clear().limit((int) Math.min(CHUNK, to - from));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("the file was cut while it was read");
            }
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

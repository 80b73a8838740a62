package dev.vivarium.server.workspace;

import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.PlatformException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body: at most so long, whether its length was announced or not, and its failures told as the caller's own. */
final class RequestBody extends FilterInputStream {

    private final long maxBytes;
    private long count;

    RequestBody(InputStream body, long maxBytes) {
        super(body);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int read;
        try {
            read = in.read(buffer, offset, length);
        } catch (IOException exception) {
            throw new PlatformException(ErrorCode.MALFORMED_REQUEST, "The body ended early.", exception);
        }
        count += Math.max(0, read);
        if (count > maxBytes) {
            throw Staging.tooLarge(maxBytes);
        }
        return read;
    }
}

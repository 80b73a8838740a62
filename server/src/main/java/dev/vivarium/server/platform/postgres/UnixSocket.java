package dev.vivarium.server.platform.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A {@link Socket} over a Unix socket, for code that takes nothing else. Whatever address it is told to connect to, it connects
 * to its own. Options of TCP have no meaning here and are accepted. One reader at a time, as with the driver's connections.
 */
final class UnixSocket extends Socket {

    private final UnixDomainSocketAddress address;
    private final SocketChannel channel;
    private volatile int timeoutMillis;

    UnixSocket(UnixDomainSocketAddress address) {
        this.address = address;
        try {
            this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void connect(SocketAddress ignored) throws IOException {
        channel.connect(address);
    }

    /** A local connect does not wait for a peer, so there is nothing to time. */
    @Override
    public void connect(SocketAddress ignored, int timeout) throws IOException {
        channel.connect(address);
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : receive(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                var buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        };
    }

    private int receive(ByteBuffer buffer) throws IOException {
        int timeout = timeoutMillis;
        return timeout == 0 ? channel.read(buffer) : receiveWithin(timeout, buffer);
    }

    private int receiveWithin(int timeout, ByteBuffer buffer) throws IOException {
        channel.configureBlocking(false);
        try (var selector = channel.provider().openSelector()) {
            channel.register(selector, SelectionKey.OP_READ);
            if (selector.select(timeout) == 0) {
                throw new SocketTimeoutException("Nothing came within " + timeout + " ms");
            }
            return channel.read(buffer);
        } finally {
            // The selector is closed by now, so the channel may block again.
            if (channel.isOpen()) {
                channel.configureBlocking(true);
            }
        }
    }

    @Override
    public void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {}

    @Override
    public void setKeepAlive(boolean on) throws SocketException {}

    @Override
    public void setReceiveBufferSize(int size) throws SocketException {}

    @Override
    public void setSendBufferSize(int size) throws SocketException {}

    @Override
    public int getReceiveBufferSize() {
        return 64 * 1024;
    }

    @Override
    public int getSendBufferSize() {
        return 64 * 1024;
    }
}

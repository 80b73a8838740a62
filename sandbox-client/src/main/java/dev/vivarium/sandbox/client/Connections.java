package dev.vivarium.sandbox.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.client.wire.Answer;
import dev.vivarium.sandbox.client.wire.Json;
import dev.vivarium.sandbox.client.wire.Limits;
import dev.vivarium.sandbox.client.wire.MalformedException;
import dev.vivarium.sandbox.client.wire.Request;
import dev.vivarium.sandbox.client.wire.WireChannel;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Connections to the manager: idle ones are used again, streams have one each. All are closed with the client. */
final class Connections implements AutoCloseable {

    private final UnixDomainSocketAddress address;
    private final IdleConnections idle = new IdleConnections();
    private final Set<WireChannel> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Connections(Path socket) {
        this.address = UnixDomainSocketAddress.of(socket);
    }

    void call(Request.Call request) throws SandboxException {
        ask(request);
    }

    <T> T call(Request.Call request, TypeReference<T> type) throws SandboxException {
        try {
            return Json.read(ask(request), type);
        } catch (MalformedException foreign) {
            throw unavailable("answers in another version's words", foreign);
        }
    }

    /** Sends the request on a connection of its own, which the caller closes, and gives it when the manager agreed. */
    WireChannel stream(Request.Stream request) throws SandboxException {
        var channel = connect();
        streams.add(channel);
        try {
            channel.writeMessage(Json.bytes(request));
            answer(channel);
            if (closed) {
                throw new EOFException("the client was closed");
            }
            return channel;
        } catch (IOException lost) {
            hangUp(channel);
            throw unavailable("hung up", lost);
        } catch (SandboxException refused) {
            hangUp(channel);
            throw refused;
        }
    }

    void hangUp(WireChannel stream) {
        streams.remove(stream);
        stream.close();
    }

    boolean closed() {
        return closed;
    }

    private JsonNode ask(Request.Call request) throws SandboxException {
        var message = Json.bytes(request);
        var channel = send(message);
        try {
            var value = answer(channel);
            release(channel);
            return value;
        } catch (IOException lost) {
            channel.close();
            throw unavailable("hung up", lost);
        } catch (SandboxException refused) {
            release(channel);
            throw refused;
        }
    }

    private void release(WireChannel channel) {
        idle.put(channel);
        if (closed) {
            idle.close();
        }
    }

    /** An idle connection may be one to a manager that is gone: it then takes no whole request, so none is done twice. */
    private WireChannel send(byte[] message) throws SandboxException {
        for (var kept = idle.take(); kept.isPresent(); kept = idle.take()) {
            try {
                kept.get().writeMessage(message);
                return kept.get();
            } catch (IOException stale) {
                kept.get().close();
            }
        }
        var fresh = connect();
        try {
            fresh.writeMessage(message);
            return fresh;
        } catch (IOException lost) {
            fresh.close();
            throw unavailable("hung up", lost);
        }
    }

    private JsonNode answer(WireChannel channel) throws IOException, SandboxException {
        var message = channel.readMessage(Limits.ANSWER).orElseThrow(EOFException::new);
        return switch (Json.read(message, Answer.class)) {
            case Answer.Ok(JsonNode value) -> value;
            case Answer.Refused refused -> throw refused.exception();
        };
    }

    private WireChannel connect() throws SandboxException {
        if (closed) {
            throw new SandboxException(Reason.UNAVAILABLE, "The connection to the sandbox manager was closed.");
        }
        try {
            return new WireChannel(SocketChannel.open(address));
        } catch (IOException away) {
            throw unavailable("does not answer", away);
        }
    }

    private SandboxException unavailable(String what, IOException cause) {
        return new SandboxException(
                Reason.UNAVAILABLE, "The sandbox manager at %s %s.".formatted(address, what), cause);
    }

    @Override
    public void close() {
        closed = true;
        idle.close();
        streams.forEach(this::hangUp);
    }
}

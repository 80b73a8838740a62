package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.SandboxException.Reason;
import dev.vivarium.sandbox.client.wire.Answer;
import dev.vivarium.sandbox.client.wire.Json;
import dev.vivarium.sandbox.client.wire.Limits;
import dev.vivarium.sandbox.client.wire.MalformedException;
import dev.vivarium.sandbox.client.wire.Request;
import dev.vivarium.sandbox.client.wire.WireChannel;
import java.io.IOException;
import java.time.Duration;

/** One connection: request, answer, request, until the peer hangs up, errs, or asks for a stream. Runs on its own thread. */
final class Conversation {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Verbs verbs;
    private final WireChannel channel;
    private final Duration toComplete;

    /** @param toComplete how long a request may take to arrive, from its first byte to its last */
    Conversation(Verbs verbs, WireChannel channel, Duration toComplete) {
        this.verbs = verbs;
        this.channel = channel;
        this.toComplete = toComplete;
    }

    void run() {
        try {
            boolean open = true;
            while (open) {
                var message = channel.readMessage(Limits.REQUEST, IDLE, toComplete);
                open = message.isPresent() && serve(Json.read(message.get(), Request.class));
            }
        } catch (MalformedException foreign) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Closed a connection that broke the protocol: {0}",
                    foreign.getMessage());
            lastWord("Malformed request: " + foreign.getMessage());
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "A connection ended: {0}", gone);
        } catch (InterruptedException hungUp) {
            LOG.log(System.Logger.Level.DEBUG, "A peer hung up on its stream");
        }
    }

    private boolean serve(Request request) throws IOException, InterruptedException {
        switch (request) {
            case Request.Call call -> answer(call);
            case Request.Stream stream -> {
                stream(stream);
                return false;
            }
        }
        return true;
    }

    private void answer(Request.Call call) throws IOException {
        Answer answer;
        try {
            answer = new Answer.Ok(Json.tree(verbs.call(call)));
        } catch (SandboxException refusal) {
            answer = Answer.Refused.of(refusal);
        } catch (RuntimeException fault) {
            answer = fault(fault);
        }
        send(answer);
    }

    private void stream(Request.Stream stream) throws IOException, InterruptedException {
        var streams = new Streams(verbs, channel);
        try {
            streams.serve(stream);
        } catch (SandboxException refusal) {
            send(Answer.Refused.of(refusal));
        } catch (RuntimeException fault) {
            var answer = fault(fault);
            // Among frames an answer would be garbage; there the end of the connection has to say it.
            if (!streams.agreed()) {
                send(answer);
            }
        }
    }

    private static Answer fault(RuntimeException fault) {
        LOG.log(System.Logger.Level.ERROR, "A verb failed unexpectedly", fault);
        return new Answer.Refused(Reason.FAILED, "The sandbox manager failed unexpectedly; its log says why.");
    }

    private void lastWord(String message) {
        try {
            send(new Answer.Refused(Reason.REFUSED, message));
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "A peer did not wait for its refusal");
        }
    }

    private void send(Answer answer) throws IOException {
        channel.writeMessage(Json.bytes(answer));
    }
}

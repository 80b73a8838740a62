package dev.vivarium.sandbox.manager;

import dev.vivarium.sandbox.ExecReader;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.SandboxException;
import dev.vivarium.sandbox.client.wire.Answer;
import dev.vivarium.sandbox.client.wire.Frame;
import dev.vivarium.sandbox.client.wire.Json;
import dev.vivarium.sandbox.client.wire.Limits;
import dev.vivarium.sandbox.client.wire.Request;
import dev.vivarium.sandbox.client.wire.WireChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;

/**
 * What follows a stream's answer. Writing blocks while the peer does not read; meanwhile nothing is taken from the engine,
 * which paces the process in turn.
 */
final class Streams {

    /** Longer than an engine waits for a reader, so that the peer learns that it stalled instead of being cut off. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Verbs verbs;
    private final WireChannel channel;
    private boolean agreed;

    Streams(Verbs verbs, WireChannel channel) {
        this.verbs = verbs;
        this.channel = channel;
    }

    void serve(Request.Stream request) throws SandboxException, IOException, InterruptedException {
        switch (request) {
            case Request.Attach attach -> attach(attach);
            case Request.Exited exited -> exited(exited);
            case Request.Subscribe _ -> subscribe();
        }
    }

    private void attach(Request.Attach request) throws SandboxException, IOException, InterruptedException {
        try (var reader = verbs.exec(request.id()).attach(request.since())) {
            agree();
            onHangUp(reader::close);
            while (send(reader)) {}
        }
    }

    private boolean send(ExecReader reader) throws IOException, InterruptedException {
        var item = reader.read();
        if (item instanceof Item.Bytes(long offset, byte[] bytes) && bytes.length > Limits.FRAME) {
            for (int from = 0; from < bytes.length; from += Limits.FRAME) {
                int to = Math.min(bytes.length, from + Limits.FRAME);
                write(Frame.of(new Item.Bytes(offset + from, Arrays.copyOfRange(bytes, from, to))));
            }
        } else {
            write(Frame.of(item));
        }
        return item instanceof Item.Bytes || item instanceof Item.Gap;
    }

    private void exited(Request.Exited request) throws SandboxException, IOException, InterruptedException {
        var exited = verbs.exec(request.id()).exited().toCompletableFuture();
        agree();
        onHangUp(Thread.currentThread()::interrupt);
        try {
            write(Frame.of(new Item.End(exited.get())));
        } catch (ExecutionException lost) {
            write(Frame.of(new Item.Closed()));
        }
    }

    /** A peer that does not take its events is cut off; it comes back and asks how things stand. */
    private void subscribe() throws IOException, InterruptedException {
        var events = verbs.subscribers().join();
        try (var _ = verbs.engine().subscribe(event -> {
            if (!events.offer(event)) {
                channel.close();
            }
        })) {
            agree();
            onHangUp(Thread.currentThread()::interrupt);
            for (var event = events.take(); event != Subscribers.LAST; event = events.take()) {
                write(Frame.of(event));
            }
        } finally {
            verbs.subscribers().leave(events);
        }
    }

    /** Whether frames may have been sent already. */
    boolean agreed() {
        return agreed;
    }

    private void agree() throws IOException {
        agreed = true;
        channel.writeMessage(Json.bytes(new Answer.Ok(Json.tree(null))));
    }

    private void write(Frame frame) throws IOException {
        channel.writeFrame(frame, PATIENCE);
    }

    private void onHangUp(Runnable action) {
        Thread.ofVirtual().name("hang-up").start(() -> {
            try {
                channel.awaitHangUp();
            } catch (IOException closed) {
                // Either end closed it; both mean that nobody listens any more.
            }
            action.run();
        });
    }
}

package dev.vivarium.sandbox.client;

import dev.vivarium.sandbox.ExecReader;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.client.wire.WireChannel;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads an exec's log from its stream. Not reading fills the socket, which stops the manager, which stops the process. */
final class RemoteReader implements ExecReader {

    private final WireChannel stream;
    private final Runnable hangUp;
    private final Consumer<ExecStatus> ended;
    private @Nullable Item last;

    RemoteReader(WireChannel stream, Runnable hangUp, Consumer<ExecStatus> ended) {
        this.stream = stream;
        this.hangUp = hangUp;
        this.ended = ended;
    }

    @Override
    public Item read() throws InterruptedException {
        if (last != null) {
            return last;
        }
        var item = next();
        if (!(item instanceof Item.Bytes || item instanceof Item.Gap)) {
            last = item;
            close();
        }
        if (item instanceof Item.End(ExecStatus.Exited status)) {
            ended.accept(status);
        }
        return item;
    }

    private Item next() throws InterruptedException {
        try {
            return stream.readFrame().item();
        } catch (ClosedByInterruptException interrupted) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException closed) {
            return new Item.Closed();
        }
    }

    @Override
    public void close() {
        hangUp.run();
    }
}

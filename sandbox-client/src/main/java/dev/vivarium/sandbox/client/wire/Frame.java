package dev.vivarium.sandbox.client.wire;

import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecStatus;
import dev.vivarium.sandbox.SandboxEvent;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One piece of a stream: on the wire a type (8 bits), an offset (64), a length (32) and the payload, big-endian.
 *
 * @param offset of the first byte of the payload in the exec's log; of the first missing one in a gap; else 0
 */
public record Frame(Type type, long offset, byte[] payload) {

    static final int HEADER = 1 + Long.BYTES + Integer.BYTES;

    private static final byte[] NOTHING = {};

    /** The order is the protocol: a type's number is its position. */
    public enum Type {
        /** Payload: bytes of the log. */
        BYTES,
        /** Payload: the offset (64 bits) of the first byte that is kept again. */
        GAP,
        /** Payload: {@link ExecStatus.Exited} as JSON. */
        END,
        STALLED,
        CLOSED,
        /** Payload: a {@link SandboxEvent} as JSON. */
        EVENT
    }

    public static Frame of(Item item) {
        return switch (item) {
            case Item.Bytes(long offset, byte[] bytes) -> new Frame(Type.BYTES, offset, bytes);
            case Item.Gap(long from, long to) ->
                new Frame(
                        Type.GAP,
                        from,
                        ByteBuffer.allocate(Long.BYTES).putLong(to).array());
            case Item.End(ExecStatus.Exited status) -> new Frame(Type.END, 0, Json.bytes(status));
            case Item.Stalled() -> new Frame(Type.STALLED, 0, NOTHING);
            case Item.Closed() -> new Frame(Type.CLOSED, 0, NOTHING);
        };
    }

    public static Frame of(SandboxEvent event) {
        return new Frame(Type.EVENT, 0, Json.bytes(event));
    }

    public Item item() throws IOException {
        return switch (type) {
            case BYTES -> new Item.Bytes(offset, payload);
            case GAP -> {
                if (payload.length != Long.BYTES) {
                    throw new MalformedException("a gap without its end");
                }
                yield new Item.Gap(offset, ByteBuffer.wrap(payload).getLong());
            }
            case END -> new Item.End(Json.read(payload, ExecStatus.Exited.class));
            case STALLED -> new Item.Stalled();
            case CLOSED -> new Item.Closed();
            case EVENT -> throw new MalformedException("an event among a log's frames");
        };
    }

    public SandboxEvent event() throws IOException {
        if (type != Type.EVENT) {
            throw new MalformedException("not an event: " + type);
        }
        return Json.read(payload, SandboxEvent.class);
    }
}

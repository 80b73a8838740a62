package dev.vivarium.sandbox.client.wire;

/** Sizes in bytes beyond which a peer is taken to be broken. */
public final class Limits {

    /** A request. An exec's command and environment are the largest; Linux itself takes no more than 2 MiB of them. */
    public static final int REQUEST = 2 << 20;

    /** An answer. The list of all sandboxes with their labels is the largest. */
    public static final int ANSWER = 16 << 20;

    /** The payload of a frame. */
    public static final int FRAME = 1 << 20;

    /** Terminal input in one {@link Request.Write}. */
    public static final int INPUT = 64 << 10;

    private Limits() {}
}

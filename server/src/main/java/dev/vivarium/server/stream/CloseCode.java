package dev.vivarium.server.stream;

/** Why a socket of ours closes (RFC 6455, 7.4.1 and the IANA registry). */
public enum CloseCode {
    ENDED(1000),
    GOING_AWAY(1001),
    REFUSED(1008),
    FAILED(1011),
    STALLED(1013);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}

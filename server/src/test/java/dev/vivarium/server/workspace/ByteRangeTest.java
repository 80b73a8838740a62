package dev.vivarium.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteRangeTest {

    @Test
    void readsOneRange() {
        assertThat(ByteRange.parse("bytes=0-0", 10)).contains(new ByteRange(0, 1));
        assertThat(ByteRange.parse("bytes=2-", 10)).contains(new ByteRange(2, 10));
        assertThat(ByteRange.parse("bytes=2-99", 10)).contains(new ByteRange(2, 10));
        assertThat(ByteRange.parse("bytes=-3", 10)).contains(new ByteRange(7, 10));
        assertThat(ByteRange.parse("bytes=-30", 10)).contains(new ByteRange(0, 10));
    }

    @Test
    void whatCannotBeSentIsNotSatisfiable() {
        assertThat(ByteRange.parse("bytes=10-", 10))
                .hasValueSatisfying(range -> assertThat(range.isSatisfiable()).isFalse());
        assertThat(ByteRange.parse("bytes=-0", 10))
                .hasValueSatisfying(range -> assertThat(range.isSatisfiable()).isFalse());
        assertThat(ByteRange.parse("bytes=0-", 0))
                .hasValueSatisfying(range -> assertThat(range.isSatisfiable()).isFalse());
    }

    @Test
    void othersStandForTheWhole() {
        assertThat(ByteRange.parse(null, 10)).isEmpty();
        assertThat(ByteRange.parse("bytes=1-2,4-5", 10)).isEmpty();
        assertThat(ByteRange.parse("bytes=5-2", 10)).isEmpty();
        assertThat(ByteRange.parse("bytes=-", 10)).isEmpty();
        assertThat(ByteRange.parse("lines=1-2", 10)).isEmpty();
    }
}

package dev.vivarium.sandbox.oci;

import java.util.BitSet;
import java.util.OptionalInt;

/** The ranges of host uids of one instance, one for each sandbox that exists. */
final class Slots {

    private final int firstUid;
    private final int count;
    private final BitSet taken = new BitSet();
    private int next;

    Slots(int firstUid, int count) {
        this.firstUid = firstUid;
        this.count = count;
    }

    /** First uid of a free slot, not of the one given back last; empty when all are taken. */
    synchronized OptionalInt take() {
        for (int tried = 0; tried < count; tried++) {
            int slot = (next + tried) % count;
            if (!taken.get(slot)) {
                taken.set(slot);
                next = slot + 1;
                return OptionalInt.of(firstUid + slot * OciConfig.SLOT);
            }
        }
        return OptionalInt.empty();
    }

    synchronized void giveBack(int uid) {
        taken.clear((uid - firstUid) / OciConfig.SLOT);
    }
}

package dev.beckon.decide;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Remembers what follows from sets of fired rules: few sets occur, and often. Not thread-safe. */
final class Memo<V> {

    /** Beyond it everything is forgotten, so that memory stays bounded whatever the rules. */
    private static final int MOST = 20_000;

    private final Map<BitSet, V> known = new HashMap<>();
    private final Function<BitSet, V> work;

    Memo(Function<BitSet, V> work) {
        this.work = work;
    }

    /** @param fired must not change afterwards */
    V of(BitSet fired) {
        V value = known.get(fired);
        if (value == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            value = work.apply(fired);
            known.put(fired, value);
        }
        return value;
    }
}

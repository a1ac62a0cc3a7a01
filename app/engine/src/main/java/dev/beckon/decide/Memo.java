package dev.beckon.decide;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what follows from sets of fired rules: few sets occur, and often. Not thread-safe. */
final class Memo<V> {

    /** Beyond it everything is forgotten, so that memory stays bounded whatever the rules. */
    private static final int MOST = 20_000;

    /** Hashes well: a bit set's own hash is the same for many of those that occur. */
    private record Key(long[] words, int hash) {

        static Key of(BitSet set) {
            long[] words = set.toLongArray();
            long hash = 0;
            for (long word : words) {
                hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 32;
            }
            return new Key(words, (int) hash);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(words, key.words);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Map<Key, V> known = new HashMap<>();
    private final Function<BitSet, V> work;

    Memo(Function<BitSet, V> work) {
        this.work = work;
    }

    V of(BitSet fired) {
        Key key = Key.of(fired);
        V value = known.get(key);
        if (value == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            value = work.apply(fired);
            known.put(key, value);
        }
        return value;
    }
}

package dev.beckon.decide;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Segment by dimension, in the order of the dimensions. A map of its own, since every customer has one. */
final class Segments extends AbstractMap<String, String> {

    private final List<String> dimensions;
    private final @Nullable String[] segments;

    /** @param segments at the index of their dimension; null where there is none */
    Segments(List<String> dimensions, @Nullable String[] segments) {
        this.dimensions = dimensions;
        this.segments = segments;
    }

    @Override
    public @Nullable String get(@Nullable Object dimension) {
        int index = dimensions.indexOf(dimension);
        return index < 0 ? null : segments[index];
    }

    @Override
    public boolean containsKey(@Nullable Object dimension) {
        return get(dimension) != null;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new Assigned();
            }

            @Override
            public int size() {
                int size = 0;
                for (String segment : segments) {
                    size += segment == null ? 0 : 1;
                }
                return size;
            }
        };
    }

    /** The entries in order. */
    private final class Assigned implements Iterator<Entry<String, String>> {

        private int index = assigned(0);

        /** The index of the first one from there on. */
        private int assigned(int from) {
            int index = from;
            while (index < segments.length && segments[index] == null) {
                index++;
            }
            return index;
        }

        @Override
        public boolean hasNext() {
            return index < segments.length;
        }

        @Override
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var entry = Map.entry(dimensions.get(index), Objects.requireNonNull(segments[index]));
            index = assigned(index + 1);
            return entry;
        }
    }
}

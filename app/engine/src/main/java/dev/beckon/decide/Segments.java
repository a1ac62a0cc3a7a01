package dev.beckon.decide;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
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
                return IntStream.range(0, segments.length)
                        .filter(index -> segments[index] != null)
                        .mapToObj(index -> Map.entry(dimensions.get(index), Objects.requireNonNull(segments[index])))
                        .iterator();
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
}

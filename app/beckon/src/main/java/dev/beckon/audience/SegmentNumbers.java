package dev.beckon.audience;

import dev.beckon.database.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A customer's segments as few whole numbers, in which each dimension has some bits for the place of the segment: a name
 * for each dimension would be most of what is written of a decision. They are shown as values of an enumerated type, which
 * are counted and exported faster than text.
 */
final class SegmentNumbers {

    /** A sign can't get in the way. */
    private static final int BITS_PER_NUMBER = 63;

    /**
     * @param number that holds the dimension's bits
     * @param shift where they begin
     * @param places of the segments, from 0
     */
    private record Dimension(
            String name, int number, int shift, int bits, List<String> segments, Map<String, Integer> places) {

        static Dimension after(Dimension last, String name, List<String> segments) {
            List<String> all = Stream.concat(Stream.of(DecisionText.OTHERS), segments.stream())
                    .distinct()
                    .toList();
            Map<String, Integer> places = new HashMap<>();
            all.forEach(segment -> places.put(segment, places.size()));
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(all.size() - 1);
            int shift = last.shift + last.bits;
            return shift + bits <= BITS_PER_NUMBER
                    ? new Dimension(name, last.number, shift, bits, all, places)
                    : new Dimension(name, last.number + 1, 0, bits, all, places);
        }

        /** SQL of the segment. */
        String segment() {
            String names = segments.stream().map(Sql::text).collect(Collectors.joining(", "));
            return "CAST([" + names + "] AS ENUM (" + names + ")[])[((" + column(number) + " >> " + shift + ") & "
                    + ((1 << bits) - 1) + ") + 1]";
        }

        long bitsOf(String segment) {
            return (long) Objects.requireNonNull(places.get(segment)) << shift;
        }
    }

    private final List<Dimension> dimensions = new ArrayList<>();
    private final int numbers;

    /** @param dimensions the segments of each */
    SegmentNumbers(Map<String, List<String>> dimensions) {
        var last = new Dimension("", 0, 0, 0, List.of(), Map.of());
        for (Map.Entry<String, List<String>> each : dimensions.entrySet()) {
            last = Dimension.after(last, each.getKey(), each.getValue());
            this.dimensions.add(last);
        }
        this.numbers = dimensions.isEmpty() ? 0 : last.number + 1;
    }

    private static String column(int number) {
        return "segments_" + number;
    }

    /** SQL of the columns, each with a comma after it. */
    String columns() {
        return IntStream.range(0, numbers)
                .mapToObj(number -> column(number) + " BIGINT, ")
                .collect(Collectors.joining());
    }

    /** SQL of a column {@code "segment:<dimension>"} for each dimension, each with a comma after it. */
    String names() {
        return dimensions.stream()
                .map(dimension -> dimension.segment() + " AS " + Sql.name("segment:" + dimension.name) + ", ")
                .collect(Collectors.joining());
    }

    /** @param segments by dimension, in the order of the dimensions: so each is found without a search */
    long[] of(Map<String, String> segments) {
        var numbers = new long[this.numbers];
        int place = 0;
        for (Map.Entry<String, String> each : segments.entrySet()) {
            while (!dimensions.get(place).name.equals(each.getKey())) {
                place++;
            }
            Dimension dimension = dimensions.get(place);
            numbers[dimension.number] |= dimension.bitsOf(each.getValue());
        }
        return numbers;
    }
}

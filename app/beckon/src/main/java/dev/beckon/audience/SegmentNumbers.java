package dev.beckon.audience;

import dev.beckon.database.Sql;
import dev.beckon.decide.Decision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The segments of each dimension as numbers from 0, which are written several times as fast as their names. They are shown
 * as values of an enumerated type, which are counted and exported faster than text.
 */
final class SegmentNumbers {

    /** The segments of a dimension; a segment's number is its place. */
    private record Dimension(String name, List<String> segments, Map<String, Integer> numbers) {

        static Dimension of(String name, List<String> segments) {
            List<String> all = Stream.concat(Stream.of(DecisionText.OTHERS), segments.stream())
                    .distinct()
                    .toList();
            Map<String, Integer> numbers = new HashMap<>();
            all.forEach(segment -> numbers.put(segment, numbers.size()));
            return new Dimension(name, all, numbers);
        }

        /** SQL of the list of all segments. */
        String list() {
            String names = segments.stream().map(Sql::text).collect(Collectors.joining(", "));
            return "CAST([" + names + "] AS ENUM (" + names + ")[])";
        }
    }

    private final List<Dimension> dimensions;

    /** @param dimensions the segments of each */
    SegmentNumbers(Map<String, List<String>> dimensions) {
        this.dimensions = dimensions.entrySet().stream()
                .map(each -> Dimension.of(each.getKey(), each.getValue()))
                .toList();
    }

    /** SQL of the columns, each with a comma after it. */
    String columns() {
        return eachAs(place -> column(place) + " INTEGER, ");
    }

    /** SQL of a column {@code "segment:<dimension>"} for each dimension, each with a comma after it. */
    String names() {
        return eachAs(place -> dimensions.get(place).list() + "[" + column(place) + " + 1] AS "
                + Sql.name("segment:" + dimensions.get(place).name()) + ", ");
    }

    private String eachAs(IntFunction<String> sql) {
        return IntStream.range(0, dimensions.size()).mapToObj(sql).collect(Collectors.joining());
    }

    private static String column(int place) {
        return "segment_" + place;
    }

    /** Segments come in the order of the dimensions: so each is found without a search. */
    int[] of(Decision decision) {
        var numbers = new int[dimensions.size()];
        int place = 0;
        for (Map.Entry<String, String> each : decision.segments().entrySet()) {
            while (!dimensions.get(place).name().equals(each.getKey())) {
                place++;
            }
            numbers[place] = Objects.requireNonNull(dimensions.get(place).numbers().get(each.getValue()));
        }
        return numbers;
    }
}

package dev.beckon.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentNumbersTest {

    private static final int[] SIZES = {1, 2, 3, 4, 15, 16, 17, 255, 256, 257, 1, 60_000, 7, 300, 5};

    /** More than one number holds, with first and last segments, and with none. */
    @Test
    void theEngineShowsEachDimensionsSegment() throws SQLException {
        Map<String, List<String>> dimensions = new LinkedHashMap<>();
        for (int size : SIZES) {
            dimensions.put(
                    "Dimension " + dimensions.size(),
                    IntStream.range(0, size).mapToObj(i -> "It's " + i).toList());
        }
        var numbers = new SegmentNumbers(dimensions);
        var random = new Random(7);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (" + numbers.columns() + "row INTEGER)");
            var expected = new ArrayList<String>();
            for (int row = 0; row < 60; row++) {
                Map<String, String> segments = new LinkedHashMap<>();
                var shown = new ArrayList<String>();
                for (var dimension : dimensions.entrySet()) {
                    List<String> all = dimension.getValue();
                    int place = row == 0 ? 0 : row == 1 ? all.size() - 1 : random.nextInt(all.size() + 1) - 1;
                    if (place >= 0) {
                        segments.put(dimension.getKey(), all.get(place));
                    }
                    shown.add(place < 0 ? "Others" : all.get(place));
                }
                String values = IntStream.range(0, numbers.of(segments).length)
                        .mapToObj(i -> numbers.of(segments)[i] + ", ")
                        .reduce("", String::concat);
                statement.execute("INSERT INTO t VALUES (" + values + row + ")");
                expected.add(String.join("|", shown));
            }
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery(
                    "SELECT * EXCLUDE (row) FROM (SELECT " + numbers.names() + "row FROM t) ORDER BY row")) {
                while (rows.next()) {
                    var shown = new ArrayList<String>();
                    for (int i = 1; i <= SIZES.length; i++) {
                        shown.add(rows.getString(i));
                    }
                    found.add(String.join("|", shown));
                }
            }
            assertThat(found).isEqualTo(expected);
        }
    }
}

package dev.beckon.features;

import dev.beckon.facts.Demand;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds scores that nobody has, which happens where many customers share one value. */
final class ScoreWarnings {

    private static final Map<String, Integer> CLASSES = Map.of(
            "recencyScore", 5,
            "frequencyScore", 5,
            "monetaryScore", 5,
            "recencyQuartile", 4,
            "frequencyQuartile", 4,
            "monetaryQuartile", 4);

    private ScoreWarnings() {}

    /** One sentence for each score or quartile among the facts with empty classes; none where nobody has a score. */
    static List<String> of(Connection connection, HeldFacts held, Demand demand) throws SQLException {
        var warnings = new ArrayList<String>();
        for (String property : demand.properties()) {
            Integer classes = CLASSES.get(property);
            if (classes != null) {
                List<Long> counts = counts(connection, held.tableOf(property), property, classes);
                if (counts.contains(0L) && counts.stream().anyMatch(n -> n > 0)) {
                    warnings.add(warning(property, counts));
                }
            }
        }
        return warnings;
    }

    private static String warning(String property, List<Long> counts) {
        String empty = IntStream.range(0, counts.size())
                .filter(i -> counts.get(i) == 0)
                .mapToObj(i -> String.valueOf(i + 1))
                .collect(Collectors.joining(", "));
        String all = IntStream.range(0, counts.size())
                .mapToObj(i -> (i + 1) + ": " + counts.get(i))
                .collect(Collectors.joining(", "));
        return "nobody has " + property + " " + empty
                + ", because too many customers share a value (customers by class: " + all + ")";
    }

    private static List<Long> counts(Connection connection, String table, String property, int classes)
            throws SQLException {
        String columns = IntStream.rangeClosed(1, classes)
                .mapToObj(i -> "count(*) FILTER (WHERE \"" + property + "\" = " + i + ")")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + columns + " FROM " + table)) {
            row.next();
            var counts = new ArrayList<Long>();
            for (int i = 1; i <= classes; i++) {
                counts.add(row.getLong(i));
            }
            return counts;
        }
    }
}

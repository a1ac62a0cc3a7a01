package dev.beckon.audience;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decision;
import dev.beckon.decide.DecisionSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes decisions into {@code decisions}, one row a customer in the order they come: {@code customer_id},
 * {@code "segment:<dimension>"} for each dimension, {@code tags, actions, channels, rules} as text. Segments are of an
 * enumerated type, as there are few: they are counted and written to files several times as fast as text.
 */
final class DecisionTable implements DecisionSink<List<DecisionTable.Row>>, AutoCloseable {

    /** @param segments per dimension */
    record Row(String customer, String[] segments, String tags, String actions, String channels, String rules) {}

    private final List<String> dimensions;
    private final DuckDBAppender appender;

    /**
     * Replaces the table if it is there. It stands in memory under the name {@code decided}, and a view shows it.
     *
     * @param dimensions the segments of each
     */
    DecisionTable(Connection connection, Map<String, List<String>> dimensions) throws SQLException {
        this.dimensions = List.copyOf(dimensions.keySet());
        String segments = dimensions.entrySet().stream()
                .map(each -> Sql.name("segment:" + each.getKey()) + type(each.getValue()) + ", ")
                .collect(Collectors.joining());
        String table = Database.SCRATCH + ".main.decided";
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE " + table + " (customer_id VARCHAR, " + segments
                    + "tags VARCHAR, actions VARCHAR, channels VARCHAR, rules VARCHAR)");
            statement.execute("CREATE OR REPLACE VIEW decisions AS SELECT * FROM " + table);
        }
        this.appender = connection.unwrap(DuckDBConnection.class).createAppender(Database.SCRATCH, "main", "decided");
    }

    private static String type(List<String> segments) {
        return Stream.concat(Stream.of(DecisionText.OTHERS), segments.stream())
                .distinct()
                .map(Sql::text)
                .collect(Collectors.joining(", ", " ENUM (", ")"));
    }

    @Override
    public List<Row> prepare(DecidedChunk chunk) {
        return chunk.decisions().stream().map(this::row).toList();
    }

    private Row row(Decision decision) {
        return new Row(
                decision.customer(),
                segments(decision),
                DecisionText.tags(decision),
                DecisionText.actions(decision),
                DecisionText.channels(decision),
                DecisionText.rules(decision));
    }

    /** Segments come in the order of the dimensions: so each is found without a search. */
    private String[] segments(Decision decision) {
        String[] segments = new String[dimensions.size()];
        Arrays.fill(segments, DecisionText.OTHERS);
        int i = 0;
        for (Map.Entry<String, String> each : decision.segments().entrySet()) {
            while (!dimensions.get(i).equals(each.getKey())) {
                i++;
            }
            segments[i] = each.getValue();
        }
        return segments;
    }

    @Override
    public void take(DecidedChunk chunk, List<Row> rows) {
        try {
            for (Row row : rows) {
                append(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Decisions can't be written", e);
        }
    }

    private void append(Row row) throws SQLException {
        appender.beginRow();
        appender.append(row.customer);
        for (String segment : row.segments) {
            appender.append(segment);
        }
        appender.append(row.tags);
        appender.append(row.actions);
        appender.append(row.channels);
        appender.append(row.rules);
        appender.endRow();
    }

    /** Makes the rows visible to readers. */
    @Override
    public void close() throws SQLException {
        appender.close();
    }
}

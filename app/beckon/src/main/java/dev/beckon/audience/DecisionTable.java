package dev.beckon.audience;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decision;
import dev.beckon.decide.DecisionSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes decisions into the DuckDB table {@code decided}, one row a customer in the order they come, and shows them as
 * the view {@code decisions}: {@code customer_id}, {@code "segment:<dimension>"} for each dimension, {@code tags, actions,
 * channels, rules} as text. The table holds segments as numbers: there are few, and numbers are written and counted
 * several times as fast as text.
 */
final class DecisionTable implements DecisionSink<List<DecisionTable.Row>>, AutoCloseable {

    /** @param segments per dimension the place of the segment among those of the dimension, from 1; 0 for none */
    record Row(String customer, short[] segments, String tags, String actions, String channels, String rules) {}

    private static final String DECIDED = Database.SCRATCH + ".main.decided";

    private final List<Dimension> dimensions;
    private final DuckDBAppender appender;

    private record Dimension(String name, List<String> segments, Map<String, Short> places) {

        static Dimension of(String name, List<String> segments) {
            var places = new HashMap<String, Short>();
            for (String segment : segments) {
                places.put(segment, (short) (places.size() + 1));
            }
            return new Dimension(name, segments, places);
        }

        String text(String column) {
            String names = Stream.concat(Stream.of(DecisionText.OTHERS), segments.stream())
                    .map(Sql::text)
                    .collect(Collectors.joining(", ", "[", "]"));
            return names + "[" + column + " + 1] AS " + Sql.name("segment:" + name);
        }
    }

    /**
     * Replaces the table if it is there.
     *
     * @param dimensions the segments of each
     */
    DecisionTable(Connection connection, Map<String, List<String>> dimensions) throws SQLException {
        this.dimensions = dimensions.entrySet().stream()
                .map(each -> Dimension.of(each.getKey(), each.getValue()))
                .toList();
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE " + DECIDED + " (customer_id VARCHAR, " + columns(" SMALLINT, ")
                    + "tags VARCHAR, actions VARCHAR, channels VARCHAR, rules VARCHAR)");
            statement.execute("CREATE OR REPLACE VIEW decisions AS SELECT customer_id, "
                    + IntStream.range(0, this.dimensions.size())
                            .mapToObj(i -> this.dimensions.get(i).text(column(i)) + ", ")
                            .collect(Collectors.joining())
                    + "tags, actions, channels, rules FROM " + DECIDED);
        }
        this.appender = connection.unwrap(DuckDBConnection.class).createAppender(Database.SCRATCH, "main", "decided");
    }

    private String columns(String after) {
        return IntStream.range(0, dimensions.size())
                .mapToObj(i -> column(i) + after)
                .collect(Collectors.joining());
    }

    private static String column(int dimension) {
        return "segment_" + dimension;
    }

    @Override
    public List<Row> prepare(DecidedChunk chunk) {
        return chunk.decisions().stream().map(this::row).toList();
    }

    private Row row(Decision decision) {
        return new Row(
                decision.customer(),
                places(decision.segments()),
                DecisionText.tags(decision),
                DecisionText.actions(decision),
                DecisionText.channels(decision),
                DecisionText.rules(decision));
    }

    /** Segments come in the order of the dimensions: so each is found without a search. */
    private short[] places(Map<String, String> segments) {
        short[] places = new short[dimensions.size()];
        int i = 0;
        for (Map.Entry<String, String> each : segments.entrySet()) {
            while (!dimensions.get(i).name.equals(each.getKey())) {
                i++;
            }
            places[i] = dimensions.get(i).places.getOrDefault(each.getValue(), (short) 0);
        }
        return places;
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
        for (short segment : row.segments) {
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

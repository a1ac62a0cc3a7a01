package dev.beckon.audience;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decision;
import dev.beckon.decide.DecisionSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes decisions into {@code decisions}, one row a customer in the order they come: {@code customer_id},
 * {@code "segment:<dimension>"} for each dimension, {@code tags, actions, channels, rules} as text. Segments are of an
 * enumerated type, as there are few: they are counted and written to files several times as fast as text. Of the texts
 * that many customers share the table holds numbers, which the view looks up in a list.
 */
final class DecisionTable implements DecisionSink<List<DecisionTable.Row>>, AutoCloseable {

    /** @param segments per dimension */
    record Row(String customer, String[] segments, String tags, String actions, String channels, String rules) {}

    private static final String TABLE = Database.SCRATCH + ".main.decided";
    private static final String TEXTS = Database.SCRATCH + ".main.decided_texts";

    /** So that memory doesn't grow with the customers where each has a text of their own. */
    private static final int MOST_SHARED_TEXTS = 100_000;

    private final Connection connection;
    private final List<String> dimensions;
    private final DuckDBAppender appender;
    private final int mostSharedTexts;
    private final Map<String, Integer> shared = new LinkedHashMap<>();

    /**
     * Replaces the table if it is there. It stands in memory, and a view shows it.
     *
     * @param dimensions the segments of each
     */
    DecisionTable(Connection connection, Map<String, List<String>> dimensions) throws SQLException {
        this(connection, dimensions, MOST_SHARED_TEXTS);
    }

    DecisionTable(Connection connection, Map<String, List<String>> dimensions, int mostSharedTexts)
            throws SQLException {
        this.dimensions = List.copyOf(dimensions.keySet());
        this.mostSharedTexts = mostSharedTexts;
        this.connection = connection;
        String segments = dimensions.entrySet().stream()
                .map(each -> segment(each.getKey()) + type(each.getValue()) + ", ")
                .collect(Collectors.joining());
        String shown =
                this.dimensions.stream().map(each -> segment(each) + ", ").collect(Collectors.joining());
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE " + TABLE + " (customer_id VARCHAR, " + segments
                    + "tags_number INTEGER, tags_text VARCHAR, actions_number INTEGER, actions_text VARCHAR,"
                    + " channels_number INTEGER, channels_text VARCHAR, rules VARCHAR)");
            statement.execute("CREATE OR REPLACE TABLE " + TEXTS + " (number INTEGER, text VARCHAR)");
            statement.execute("CREATE OR REPLACE VIEW decisions AS SELECT customer_id, " + shown + text("tags") + ", "
                    + text("actions") + ", " + text("channels") + ", rules FROM " + TABLE
                    + ", (SELECT list(text ORDER BY number) AS texts FROM " + TEXTS + ") shared");
        }
        this.appender = appender("decided");
    }

    private static String segment(String dimension) {
        return Sql.name("segment:" + dimension);
    }

    private static String text(String column) {
        return "coalesce(texts[" + column + "_number + 1], " + column + "_text) AS " + column;
    }

    private DuckDBAppender appender(String table) throws SQLException {
        return connection.unwrap(DuckDBConnection.class).createAppender(Database.SCRATCH, "main", table);
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
        appendShared(row.tags);
        appendShared(row.actions);
        appendShared(row.channels);
        appender.append(row.rules);
        appender.endRow();
    }

    private void appendShared(String text) throws SQLException {
        Integer number = shared.get(text);
        if (number == null && shared.size() < mostSharedTexts) {
            number = shared.size();
            shared.put(text, number);
        }
        appender.append(number);
        appender.append(number == null ? text : null);
    }

    /** Makes the rows visible to readers. */
    @Override
    public void close() throws SQLException {
        appender.close();
        try (DuckDBAppender texts = appender("decided_texts")) {
            for (Map.Entry<String, Integer> each : shared.entrySet()) {
                texts.beginRow().append(each.getValue()).append(each.getKey()).endRow();
            }
        }
    }
}

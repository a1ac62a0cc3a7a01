package dev.beckon.audience;

import dev.beckon.database.Database;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decision;
import dev.beckon.decide.DecisionSink;
import dev.beckon.rules.RuleRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes decisions into {@code decisions}, one row a customer in the order they come: {@code customer_id},
 * {@code "segment:<dimension>"} for each dimension, {@code tags, actions, channels, rules} as text. The table holds {@link
 * SegmentNumbers}, numbers of the texts that many customers share, and {@link FiredRules}; the view looks them up in lists.
 */
final class DecisionTable implements DecisionSink<List<DecisionTable.Row>>, AutoCloseable {

    record Row(String customer, long[] segments, String tags, String actions, String channels, long[] fired) {}

    private static final String TABLE = Database.SCRATCH + ".main.decided";
    private static final String TEXTS = Database.SCRATCH + ".main.decided_texts";
    private static final String RULES = Database.SCRATCH + ".main.decided_rules";

    /** So that memory doesn't grow with the customers where each has a text of their own. */
    private static final int MOST_SHARED_TEXTS = 100_000;

    private final Connection connection;
    private final SegmentNumbers segments;
    private final FiredRules rules;
    private final DuckDBAppender appender;
    private final int mostSharedTexts;
    private final Map<String, Integer> shared = new LinkedHashMap<>();

    /**
     * Replaces the table if it is there. It stands in memory, and a view shows it.
     *
     * @param dimensions the segments of each
     * @param rules in the order of their ids
     */
    DecisionTable(Connection connection, Map<String, List<String>> dimensions, List<RuleRef> rules)
            throws SQLException {
        this(connection, dimensions, rules, MOST_SHARED_TEXTS);
    }

    DecisionTable(Connection connection, Map<String, List<String>> dimensions, List<RuleRef> rules, int mostSharedTexts)
            throws SQLException {
        this.rules = new FiredRules(rules);
        this.segments = new SegmentNumbers(dimensions);
        this.mostSharedTexts = mostSharedTexts;
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE " + TABLE + " (customer_id VARCHAR, "
                    + this.segments.columns() + this.rules.columns()
                    + "tags_number INTEGER, tags_text VARCHAR, actions_number INTEGER, actions_text VARCHAR,"
                    + " channels_number INTEGER, channels_text VARCHAR)");
            statement.execute("CREATE OR REPLACE TABLE " + TEXTS + " (number INTEGER, text VARCHAR)");
            statement.execute("CREATE OR REPLACE TABLE " + RULES + " (number INTEGER, text VARCHAR)");
            statement.execute("CREATE OR REPLACE VIEW decisions AS SELECT customer_id, " + this.segments.names()
                    + text("tags") + ", "
                    + text("actions") + ", " + text("channels") + ", " + this.rules.text("names") + " AS rules FROM "
                    + TABLE + ", " + list("texts", TEXTS) + ", " + list("names", RULES));
        }
        this.appender = appender("decided");
    }

    private static String text(String column) {
        return "coalesce(texts[" + column + "_number + 1], " + column + "_text) AS " + column;
    }

    private static String list(String name, String table) {
        return "(SELECT list(text ORDER BY number) AS " + name + " FROM " + table + ") AS " + name + "_list";
    }

    private DuckDBAppender appender(String table) throws SQLException {
        return connection.unwrap(DuckDBConnection.class).createAppender(Database.SCRATCH, "main", table);
    }

    @Override
    public List<Row> prepare(DecidedChunk chunk) {
        return chunk.decisions().stream().map(this::row).toList();
    }

    private Row row(Decision decision) {
        return new Row(
                decision.customer(),
                segments.of(decision.segments()),
                DecisionText.tags(decision),
                DecisionText.actions(decision),
                DecisionText.channels(decision),
                rules.numbers(decision.fired()));
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
        for (long number : row.segments) {
            appender.append(number);
        }
        for (long number : row.fired) {
            appender.append(number);
        }
        appendShared(row.tags);
        appendShared(row.actions);
        appendShared(row.channels);
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
        try (DuckDBAppender names = appender("decided_rules")) {
            rules.writeNames(names);
        }
    }
}

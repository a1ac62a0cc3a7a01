package dev.beckon.audience;

import dev.beckon.database.Sql;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes decisions into the DuckDB table {@code decisions}, one row a customer in the order they come: {@code
 * customer_id}, {@code "segment:<dimension>"} for each dimension, {@code tags, actions, channels, rules} as text.
 */
final class DecisionTable implements Consumer<DecidedChunk>, AutoCloseable {

    private final List<String> dimensions;
    private final DuckDBAppender appender;

    /** Replaces the table if it is there. */
    DecisionTable(Connection connection, Collection<String> dimensions) throws SQLException {
        this.dimensions = List.copyOf(dimensions);
        String segments = this.dimensions.stream()
                .map(name -> Sql.name("segment:" + name) + " VARCHAR, ")
                .collect(Collectors.joining());
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE decisions (customer_id VARCHAR, " + segments
                    + "tags VARCHAR, actions VARCHAR, channels VARCHAR, rules VARCHAR)");
        }
        this.appender = connection.unwrap(DuckDBConnection.class).createAppender("decisions");
    }

    @Override
    public void accept(DecidedChunk chunk) {
        try {
            for (Decision decision : chunk.decisions()) {
                append(decision);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Decisions can't be written", e);
        }
    }

    private void append(Decision decision) throws SQLException {
        appender.beginRow();
        appender.append(decision.customer());
        for (String dimension : dimensions) {
            appender.append(decision.segments().getOrDefault(dimension, DecisionText.OTHERS));
        }
        appender.append(DecisionText.tags(decision));
        appender.append(DecisionText.actions(decision));
        appender.append(DecisionText.channels(decision));
        appender.append(DecisionText.rules(decision));
        appender.endRow();
    }

    /** Makes the rows visible to readers. */
    @Override
    public void close() throws SQLException {
        appender.close();
    }
}

package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.database.Sql;
import dev.beckon.store.Consents;
import dev.beckon.store.Store;
import dev.beckon.store.Waiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Consent that was denied, and suppressions that came, with data newer than the plan of messages that still wait: they count
 * for the very next message.
 */
public final class Withdrawals {

    private final Store store;
    private final Connection data;
    private final Instant known;

    /**
     * @param data with the tables of {@code input}
     * @param known until when they hold what happened
     */
    public Withdrawals(Store store, Connection data, Instant known) {
        this.store = store;
        this.data = data;
        this.known = known;
    }

    /** Takes them into the store. @throws IllegalStateException if the data can't be read */
    public void take() {
        try {
            write();
            new Consents(store).addOfData(denied(), known);
            new Waiting(store).suppress(suppressed());
            run("DROP TABLE temp.waiting");
        } catch (SQLException e) {
            throw new IllegalStateException("The data can't be read: " + e.getMessage(), e);
        }
    }

    private void write() throws SQLException {
        run("CREATE OR REPLACE TEMP TABLE waiting(id BIGINT, customer_id VARCHAR, channel VARCHAR, address VARCHAR)");
        try (var appender = data.unwrap(DuckDBConnection.class).createAppender("temp", "main", "waiting")) {
            new Waiting(store)
                    .each(each -> appender.beginRow()
                            .append(each.id())
                            .append(each.customer())
                            .append(each.channel())
                            .append(each.address())
                            .endRow());
        }
    }

    private List<Consents.Consent> denied() throws SQLException {
        return list(
                "SELECT * FROM ("
                        + LastWord.sql("SELECT DISTINCT customer_id, unnest("
                                + Channel.keys().stream().map(Sql::text).toList() + ") AS channel FROM temp.waiting")
                        + ") WHERE state = 'denied'",
                row -> LastWord.read(row, null));
    }

    /** By customer, who may be known by an address in any case, or by address. WhatsApp and calls share the number, so either suppresses it. */
    private List<Waiting.Message> suppressed() throws SQLException {
        String concerned = "(s.channel IS NULL OR s.channel = w.channel"
                + " OR w.channel <> 'email' AND s.channel IN ('phone', 'whatsapp'))";
        return list(
                "SELECT w.id, w.customer_id, w.channel FROM temp.waiting w JOIN input.suppressions s"
                        + " ON lower(s.customer_id) = lower(w.customer_id)"
                        + " AND (s.customer_id = w.customer_id OR contains(s.customer_id, '@')) WHERE " + concerned
                        + " UNION SELECT w.id, w.customer_id, w.channel FROM temp.waiting w JOIN input.suppressions s"
                        + " ON lower(s.address) = lower(w.address) WHERE " + concerned + " ORDER BY ALL",
                row -> new Waiting.Message(row.getLong(1), row.getString(2), row.getString(3), null));
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
        try (var statement = data.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = data.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.beckon.store;

import dev.beckon.campaign.Channel;
import dev.beckon.plan.ContactHistory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/** Messages that customers may have got: those of the outbox, and those of before that came with the data. */
public final class Contacts implements ContactHistory {

    /** For whoever doesn't plan. */
    public static final Suppressions.Snapshot NO_SUPPRESSIONS =
            new Suppressions.Snapshot(new Secret(new byte[32]), java.util.Map.of(), false);

    private final Store store;
    private final Suppressions.Snapshot suppressions;
    private final Rehearsal rehearsal;
    private Set<String> withdrawn = Set.of();

    /** @param suppressions as of now: a planning sees the same ones from its beginning to its end */
    public Contacts(Store store, Suppressions.Snapshot suppressions) {
        this(store, suppressions, Rehearsal.COUNTS);
    }

    /** @param rehearsal which of the messages in files count */
    public Contacts(Store store, Suppressions.Snapshot suppressions, Rehearsal rehearsal) {
        this.store = store;
        this.suppressions = suppressions;
        this.rehearsal = rehearsal;
    }

    @Override
    public Optional<String> suppression(String customer, Channel channel, String address) {
        return suppressions.isErased(customer)
                ? Optional.of(Suppressions.ERASED)
                : suppressions.reason(channel.key(), address);
    }

    /** What was granted later, as newer data say, isn't withdrawn; in the same moment the denial counts. */
    @Override
    public void compare(Connection data) throws SQLException {
        var denied = new Consents(store)
                .saidToUs().stream()
                        .filter(each -> each.state().equals(Consents.DENIED))
                        .toList();
        if (denied.isEmpty()) {
            return;
        }
        run(data, "CREATE OR REPLACE TEMP TABLE denied(customer_id VARCHAR, channel VARCHAR, denied_at TIMESTAMP)");
        try (var appender = data.unwrap(DuckDBConnection.class).createAppender("temp", "main", "denied")) {
            for (Consents.Consent each : denied) {
                appender.beginRow()
                        .append(each.customer())
                        .append(each.channel())
                        .append(utc(each.at().toEpochMilli()))
                        .endRow();
            }
        }
        withdrawn = read(
                data,
                "SELECT customer_id, channel FROM temp.denied WHERE NOT EXISTS (SELECT 1 FROM"
                        + " input.consents c JOIN input.customers USING (customer_key) WHERE customers.customer_id ="
                        + " denied.customer_id AND c.channel = denied.channel AND c.state = 'granted' AND c.recorded_at > denied_at)");
        run(data, "DROP TABLE temp.denied");
    }

    private static void run(Connection data, String sql) throws SQLException {
        try (var statement = data.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Set<String> read(Connection data, String sql) throws SQLException {
        try (var statement = data.createStatement();
                var rows = statement.executeQuery(sql)) {
            var read = new HashSet<String>();
            while (rows.next()) {
                read.add(key(rows.getString(1), rows.getString(2)));
            }
            return Set.copyOf(read);
        }
    }

    private static String key(String customer, String channel) {
        return channel + " " + customer;
    }

    @Override
    public boolean hasWithdrawn(String customer, Channel channel) {
        return withdrawn.contains(key(customer, channel.key()));
    }

    /** A message of before Beckon. */
    public record Contact(String customer, String channel, Instant at) {}

    /** Remembers messages of before, since caps count them again right before sending. */
    public void add(List<Contact> contacts) {
        store.transaction(connection -> {
            try (var insert = connection.prepareStatement(
                    "INSERT INTO contacts (customer_id, channel, sent_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
                for (Contact each : contacts) {
                    Rows.set(insert, each.customer(), each.channel(), each.at().toEpochMilli());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    /** The outbox's messages besides those of the data. */
    @Override
    public void writeTo(Connection planning, Instant since) throws SQLException {
        ContactHistory.OF_SOURCE.writeTo(planning, since);
        try (var appender = planning.unwrap(DuckDBConnection.class).createAppender("plan", "main", "contacts")) {
            store.stream(connection -> {
                Rows.each(
                        connection,
                        row -> appender.beginRow()
                                .append(row.getString(1))
                                .append(row.getString(2))
                                .append(utc(row.getLong(3)))
                                .append(row.getString(4))
                                .endRow(),
                        "SELECT o.customer_id, o.channel, o.sent_at, r.campaign FROM outbox o JOIN runs r"
                                + " ON r.number = o.run WHERE o.sent_at > ? AND o.state IN " + MessageState.CONTACTS
                                + rehearsal.and("o"),
                        since.toEpochMilli());
                return true;
            });
        }
    }

    private static LocalDateTime utc(long millis) {
        return new Timestamp(millis).toInstant().atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}

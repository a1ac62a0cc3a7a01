package dev.beckon.store;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest word of each customer on each channel. Honoured before the next message. Thread-safe. */
public final class Consents {

    public static final String GRANTED = "granted";
    public static final String DENIED = "denied";

    /** The source of what came with the data. */
    public static final String OF_DATA = "data";

    private final Store store;

    public Consents(Store store) {
        this.store = store;
    }

    /**
     * @param state {@link #GRANTED} or {@link #DENIED}
     * @param source where it was said: {@code data}, {@code unsubscribe}, a channel's provider
     * @param evidence what it rests on, such as the id of the message that was answered; no address
     */
    public record Consent(
            String customer,
            String channel,
            String state,
            Instant at,
            String source,
            @Nullable String evidence) {}

    /**
     * Takes those that are newer than what is known; at the same time a denial counts. A grant of the data also replaces a
     * denial of former data whatever its date: what was wrong with it was mended there. It never replaces what a customer
     * said to Beckon.
     */
    public void add(List<Consent> consents) {
        store.transaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO consents (customer_id, channel, state, at, source, evidence) VALUES (?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (customer_id, channel) DO UPDATE SET state = excluded.state, at = excluded.at,"
                            + " source = excluded.source, evidence = excluded.evidence WHERE excluded.at > consents.at"
                            + " OR excluded.at = consents.at AND excluded.state = 'denied'"
                            + " OR excluded.state = 'granted' AND excluded.source = 'data'"
                            + " AND consents.state = 'denied' AND consents.source = 'data'")) {
                for (Consent each : consents) {
                    Rows.set(
                            insert,
                            each.customer(),
                            each.channel(),
                            each.state(),
                            each.at().toEpochMilli(),
                            each.source(),
                            each.evidence());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    /** What customers said to Beckon itself. */
    public List<Consent> saidToUs() {
        return store.read(connection -> Rows.list(
                connection,
                row -> new Consent(
                        row.getString("customer_id"),
                        row.getString("channel"),
                        row.getString("state"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("source"),
                        row.getString("evidence")),
                "SELECT * FROM consents WHERE source <> 'data'"));
    }
}

package dev.beckon.store;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest word of each customer on each channel. Honoured before the next message. Thread-safe. */
public final class Consents {

    public static final String GRANTED = "granted";
    public static final String DENIED = "denied";

    /** The source of what came with the data. */
    public static final String OF_DATA = "data";

    /** The evidence of a denial in the data that has no date. */
    public static final String UNDATED = "undated";

    private static final String INSERT =
            "INSERT INTO consents (customer_id, channel, state, at, source, evidence) VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (customer_id, channel) DO UPDATE SET state = excluded.state, at = excluded.at,"
                    + " source = excluded.source, evidence = excluded.evidence WHERE ";
    private static final String NEWER =
            "(excluded.at > consents.at OR excluded.at = consents.at AND excluded.state = 'denied')";
    /** An undated denial has the time until when its data were known. */
    private static final String GRANT_OF_DATA = NEWER
            + " OR consents.state = 'denied' AND consents.source = 'data' AND consents.evidence = '" + UNDATED
            + "' AND consents.at <= ?";

    private static final String DENIAL_OF_DATA = "(" + NEWER
            + " OR consents.source = 'data' AND (excluded.evidence = '" + UNDATED + "' OR consents.at <= ?))"
            + " AND (consents.source = 'data' OR consents.state <> 'denied')";

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

    /** Takes those that are newer than what is known; at the same time a denial counts. */
    public void add(List<Consent> consents) {
        write(consents, NEWER, List.of());
    }

    /**
     * Takes what newer data say. A denial replaces a grant of former data that these data would hold if it still stood,
     * whatever the dates; a grant replaces a denial that had no date, unless that was in newer data. What a customer said to
     * Beckon is replaced by newer words only, and a denial of it by a newer grant only.
     *
     * @param known until when grants were loaded
     */
    public void addOfData(List<Consent> consents, Instant known) {
        write(withState(consents, DENIED), DENIAL_OF_DATA, List.of(known.toEpochMilli()));
        write(withState(consents, GRANTED), GRANT_OF_DATA, List.of(known.toEpochMilli()));
    }

    private static List<Consent> withState(List<Consent> consents, String state) {
        return consents.stream().filter(each -> each.state().equals(state)).toList();
    }

    private void write(List<Consent> consents, String condition, List<Long> parameters) {
        store.transaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT + condition)) {
                for (Consent each : consents) {
                    var values = new ArrayList<@Nullable Object>(Arrays.asList(
                            each.customer(),
                            each.channel(),
                            each.state(),
                            each.at().toEpochMilli(),
                            each.source(),
                            each.evidence()));
                    values.addAll(parameters);
                    Rows.set(insert, values.toArray());
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

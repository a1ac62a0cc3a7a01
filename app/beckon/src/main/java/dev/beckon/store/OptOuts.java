package dev.beckon.store;

import java.util.Optional;

/** People who opt out by the link of a message. Honoured before the next message. Thread-safe. */
public final class OptOuts {

    private static final String SOURCE = "unsubscribe";

    private final Store store;
    private final String now;

    public OptOuts(Store store) {
        this.store = store;
        this.now = store.dialect().now();
    }

    /** Who a message went to. @param optedOut whether its address is suppressed on its channel, for whatever reason */
    public record Receiver(String channel, String language, boolean optedOut) {}

    /** Empty if there is no such message. */
    public Optional<Receiver> receiver(long message) {
        return store.read(connection -> Rows.first(
                connection,
                row -> new Receiver(row.getString(1), row.getString(2), row.getLong(3) > 0),
                "SELECT o.channel, o.language, (SELECT count(*) FROM suppressions s WHERE s.address_key = o.address_key"
                        + " AND s.channel IN ('any', o.channel)) FROM outbox o WHERE o.id = ?",
                message));
    }

    /**
     * Nobody writes to the message's address on its channel again, and its customer has withdrawn their consent; the
     * message's id is the evidence. Done again, it changes nothing.
     */
    public void optOut(long message) {
        store.transaction(connection -> {
            int suppressed = Rows.change(
                    connection,
                    "INSERT INTO suppressions (address_key, channel, address, reason, source, at)"
                            + " SELECT address_key, channel, address, 'unsubscribed', ?, " + now
                            + " FROM outbox WHERE id = ? ON CONFLICT DO NOTHING",
                    SOURCE,
                    message);
            int denied = Rows.change(
                    connection,
                    "INSERT INTO consents (customer_id, channel, state, at, source, evidence)"
                            + " SELECT customer_id, channel, 'denied', " + now + ", ?, ? FROM outbox WHERE id = ?"
                            + " ON CONFLICT (customer_id, channel) DO UPDATE SET state = excluded.state, at = excluded.at,"
                            + " source = excluded.source, evidence = excluded.evidence WHERE consents.state <> 'denied'",
                    SOURCE,
                    "message " + message,
                    message);
            if (suppressed + denied > 0) {
                Audit.add(connection, now, SOURCE, "suppress", "message " + message, "unsubscribed");
            }
            return true;
        });
    }
}

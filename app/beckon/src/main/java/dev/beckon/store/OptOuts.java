package dev.beckon.store;

import org.jspecify.annotations.Nullable;

/** People who opt out by the link of a message. Honoured before the next message. Thread-safe. */
public final class OptOuts {

    private static final String SOURCE = "unsubscribe";

    private final Store store;
    private final String now;

    public OptOuts(Store store) {
        this.store = store;
        this.now = store.dialect().now();
    }

    /**
     * What a link names.
     *
     * @param addressKey keyed hash of the address that the message went to
     */
    public record Subject(long message, String channel, String addressKey) {}

    /**
     * Who a message went to.
     *
     * @param language null if the store doesn't know the message any more
     * @param optedOut whether its address is suppressed on its channel, for whatever reason
     */
    public record Receiver(String channel, @Nullable String language, boolean optedOut) {}

    public Receiver receiver(Subject subject) {
        return store.read(connection -> {
            long suppressed = Rows.number(
                    connection,
                    "SELECT count(*) FROM suppressions WHERE address_key = ? AND channel IN ('any', ?)",
                    subject.addressKey(),
                    subject.channel());
            String language = Rows.first(
                            connection,
                            row -> row.getString(1),
                            "SELECT language FROM outbox WHERE id = ? AND address_key = ?",
                            subject.message(),
                            subject.addressKey())
                    .orElse(null);
            return new Receiver(subject.channel(), language, suppressed > 0);
        });
    }

    /**
     * Nobody writes to the address on its channel again, and the message's customer has withdrawn their consent; the
     * message's id is the evidence. Done again, it changes nothing.
     */
    public void optOut(Subject subject) {
        store.transaction(connection -> {
            String evidence = "message " + subject.message();
            int suppressed = Rows.change(
                    connection,
                    "INSERT INTO suppressions (address_key, channel, address, reason, source, at) VALUES (?, ?,"
                            + " (SELECT address FROM outbox WHERE id = ? AND address_key = ?), 'unsubscribed', ?, "
                            + now
                            + ") ON CONFLICT DO NOTHING",
                    subject.addressKey(),
                    subject.channel(),
                    subject.message(),
                    subject.addressKey(),
                    SOURCE);
            int denied = Rows.change(
                    connection,
                    "INSERT INTO consents (customer_id, channel, state, at, source, evidence)"
                            + " SELECT customer_id, channel, 'denied', " + now
                            + ", ?, ? FROM outbox WHERE id = ? AND address_key = ?"
                            + " ON CONFLICT (customer_id, channel) DO UPDATE SET state = excluded.state, at = excluded.at,"
                            + " source = excluded.source, evidence = excluded.evidence WHERE consents.state <> 'denied' OR consents.source = 'data'",
                    SOURCE,
                    evidence,
                    subject.message(),
                    subject.addressKey());
            if (suppressed + denied > 0) {
                Audit.add(connection, now, SOURCE, "suppress", evidence, "unsubscribed");
            }
            return true;
        });
    }
}

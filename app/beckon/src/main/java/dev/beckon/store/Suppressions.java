package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Addresses that nobody may write to, whatever people consented to. Honoured before the next message. Thread-safe. */
public final class Suppressions {

    /** All channels. */
    public static final String ANY = "any";

    /** Why somebody is suppressed who asked to be erased. */
    static final String ERASED = "erased";

    private final Store store;
    private final Secret secret;

    public Suppressions(Store store, Secret secret) {
        this.store = store;
        this.secret = secret;
    }

    /**
     * @param channel or {@link #ANY}
     * @param source where it came from: a channel's provider, {@code unsubscribe}, or a person's name
     */
    public void add(String address, String channel, String reason, String source) {
        store.transaction(connection -> {
            add(connection, address, channel, reason, source);
            return true;
        });
    }

    private void add(Connection connection, String address, String channel, String reason, String source)
            throws SQLException {
        String now = store.dialect().now();
        Rows.change(
                connection,
                "INSERT INTO suppressions (address_key, channel, address, reason, source, at) VALUES (?, ?, ?, ?, ?, "
                        + now + ") ON CONFLICT DO NOTHING",
                secret.addressKey(address),
                channel,
                address,
                reason,
                source);
        Audit.add(connection, now, source, "suppress", channel + " " + secret.addressKey(address), reason);
    }

    /** @return whether it was suppressed */
    public boolean remove(String address, String channel, String who) {
        return store.transaction(connection -> {
            int removed = Rows.change(
                    connection,
                    "DELETE FROM suppressions WHERE address_key = ? AND (channel = ? OR ? = 'any')",
                    secret.addressKey(address),
                    channel,
                    channel);
            if (removed > 0) {
                Audit.add(
                        connection,
                        store.dialect().now(),
                        who,
                        "unsuppress",
                        channel + " " + secret.addressKey(address),
                        null);
            }
            return removed > 0;
        });
    }

    /** All of them, for planning: far fewer than there are customers. */
    public Snapshot snapshot() {
        return store.read(connection -> {
            var reasons = new HashMap<String, String>();
            Rows.list(
                    connection,
                    row -> reasons.put(row.getString(1) + " " + row.getString(2), row.getString(3)),
                    "SELECT address_key, channel, reason FROM suppressions");
            boolean somebodyErased = reasons.containsValue(ERASED);
            return new Snapshot(secret, reasons, somebodyErased);
        });
    }

    /** Suppressions as they were at one moment. */
    public record Snapshot(Secret secret, Map<String, String> reasons, boolean somebodyErased) {

        /** Why this address is suppressed on this channel. */
        public Optional<String> reason(String channel, String address) {
            if (reasons.isEmpty()) {
                return Optional.empty();
            }
            String key = secret.addressKey(address);
            return Optional.ofNullable(reasons.get(key + " " + ANY))
                    .or(() -> Optional.ofNullable(reasons.get(key + " " + channel)));
        }

        /** Whether the customer was erased, whatever addresses they have now. */
        public boolean isErased(String customer) {
            return somebodyErased && reasons.containsKey(secret.customerKey(customer) + " " + ANY);
        }
    }
}

package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a customer's personal data out of the store (GDPR, article 17). What must stay so that they are never written to
 * again is the keyed hash of each address, in the suppressions; the ledger keeps its rows under a hash of the customer's
 * id, so that its sums still hold.
 */
public final class Erasure {

    private final Store store;
    private final Secret secret;

    public Erasure(Store store, Secret secret) {
        this.store = store;
        this.secret = secret;
    }

    /** What was erased. @param addresses of which a hash stays */
    public record Erased(int messages, int addresses, int cancelled) {}

    /** @param addresses that belong to the customer besides those that the store knows */
    public Erased erase(String customer, List<String> addresses, String who) {
        String hash = "erased-" + secret.addressKey("customer " + customer).substring(0, 16);
        return store.transaction(connection -> {
            var keys = new ArrayList<>(Rows.list(
                    connection,
                    row -> row.getString(1),
                    "SELECT DISTINCT address_key FROM outbox WHERE customer_id = ?",
                    customer));
            addresses.stream()
                    .map(secret::addressKey)
                    .filter(key -> !keys.contains(key))
                    .forEach(keys::add);
            for (String key : keys) {
                suppress(connection, key, who);
            }
            int cancelled = cancel(connection, customer);
            int messages = forget(connection, customer, hash);
            Audit.add(connection, store.dialect().now(), who, "erase", hash, messages + " messages");
            return new Erased(messages, keys.size(), cancelled);
        });
    }

    private void suppress(Connection connection, String key, String who) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO suppressions (address_key, channel, address, reason, source, at) VALUES (?, 'any', NULL,"
                        + " 'erased', ?, " + store.dialect().now() + ") ON CONFLICT DO NOTHING",
                key,
                who);
        Rows.change(connection, "UPDATE suppressions SET address = NULL WHERE address_key = ?", key);
    }

    private int cancel(Connection connection, String customer) throws SQLException {
        return Rows.change(
                connection,
                "UPDATE outbox SET state = 'CANCELLED', code = 'erased', owner = NULL, lease_until = NULL, changed_at = "
                        + store.dialect().now() + " WHERE customer_id = ? AND state IN ('PLANNED', 'CLAIMED')",
                customer);
    }

    private static int forget(Connection connection, String customer, String hash) throws SQLException {
        for (String table : List.of("contents", "fallbacks")) {
            Rows.change(
                    connection,
                    "DELETE FROM " + table + " WHERE id IN (SELECT id FROM outbox WHERE customer_id = ?)",
                    customer);
        }
        for (String table : List.of("consents", "contacts", "contact_locks")) {
            Rows.change(connection, "DELETE FROM " + table + " WHERE customer_id = ?", customer);
        }
        Rows.change(connection, "UPDATE held_out SET customer_id = ? WHERE customer_id = ?", hash, customer);
        return Rows.change(
                connection,
                "UPDATE outbox SET customer_id = ?, address = NULL, time_zone = NULL WHERE customer_id = ?",
                hash,
                customer);
    }
}

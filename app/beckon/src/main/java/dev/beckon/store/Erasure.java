package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

    /** One that the customer got, or was to get. */
    public record Message(String campaign, long run, String customer, String channel, int step) {}

    /**
     * What was erased.
     *
     * @param messages by what they were, so that files of them can be found
     * @param addresses of which a hash stays
     * @param swept whether what was deleted is overwritten too
     */
    public record Erased(List<Message> messages, int addresses, int cancelled, boolean swept) {}

    /** Whether anything in the store is about this customer. */
    public boolean knows(String customer) {
        return store.read(connection -> {
            for (String table : List.of("outbox", "consents", "contacts", "held_out")) {
                if (Rows.number(
                                connection,
                                "SELECT count(*) FROM (SELECT 1 FROM " + table
                                        + " WHERE customer_id = ? LIMIT 1) AS one",
                                customer)
                        > 0) {
                    return true;
                }
            }
            return false;
        });
    }

    /** @param addresses that belong to the customer besides those that the store knows */
    public Erased erase(String customer, List<String> addresses, String who) {
        String hash = "erased-" + secret.customerKey(customer).substring(0, 16);
        Erased erased = store.transaction(connection -> {
            Set<String> keys = keys(connection, customer, addresses);
            for (String key : keys) {
                suppress(connection, key, who);
            }
            // Should the data bring the customer back, with whatever address.
            suppress(connection, secret.customerKey(customer), who);
            List<Message> messages = messages(connection, customer);
            int cancelled = cancel(connection, customer);
            forget(connection, customer, hash);
            Audit.add(connection, store.dialect().now(), who, "erase", hash, messages.size() + " messages");
            return new Erased(messages, keys.size(), cancelled, false);
        });
        return new Erased(erased.messages(), erased.addresses(), erased.cancelled(), store.sweep());
    }

    private Set<String> keys(Connection connection, String customer, List<String> addresses) throws SQLException {
        var keys = new LinkedHashSet<String>(Rows.list(
                connection,
                row -> row.getString(1),
                "SELECT address_key FROM outbox WHERE customer_id = ? UNION SELECT f.address_key FROM fallbacks f"
                        + " JOIN outbox o ON o.id = f.id WHERE o.customer_id = ? ORDER BY 1",
                customer,
                customer));
        addresses.stream().map(secret::addressKey).forEach(keys::add);
        return keys;
    }

    private static List<Message> messages(Connection connection, String customer) throws SQLException {
        return Rows.list(
                connection,
                row -> new Message(row.getString(1), row.getLong(2), customer, row.getString(3), row.getInt(4)),
                "SELECT r.campaign, o.run, o.channel, o.step FROM outbox o JOIN runs r ON r.number = o.run"
                        + " WHERE o.customer_id = ? ORDER BY o.id",
                customer);
    }

    private void suppress(Connection connection, String key, String who) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO suppressions (address_key, channel, address, reason, source, at) VALUES (?, 'any', NULL,"
                        + " '" + Suppressions.ERASED + "', ?, "
                        + store.dialect().now() + ") ON CONFLICT DO NOTHING",
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

    private static void forget(Connection connection, String customer, String hash) throws SQLException {
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
        Rows.change(
                connection,
                "UPDATE outbox SET customer_id = ?, address = NULL, time_zone = NULL WHERE customer_id = ?",
                hash,
                customer);
    }
}

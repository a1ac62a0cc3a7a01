package dev.beckon.data;

import dev.beckon.database.Database;

/**
 * Customers who are known by their email addresses, as in a shop's orders: one address may stand there in several cases. A
 * denial counts for each of them, unless it was taken back where it was said; a grant counts only as it is written.
 */
final class SharedAddresses {

    private static final String TOLD = "input.consents_as_written";

    private static final String STANDING_DENIALS = "SELECT customer_id, channel, recorded_at, line, undated FROM "
            + TOLD
            + " t JOIN input.customers USING (customer_key) WHERE state <> 'granted' AND NOT EXISTS (SELECT 1 FROM "
            + TOLD + " g WHERE g.customer_key = t.customer_key AND g.channel = t.channel AND g.state = 'granted'"
            + " AND g.recorded_at > t.recorded_at)"
            + " UNION ALL SELECT customer_id, channel, recorded_at, 0, undated FROM input.former_denials";

    private SharedAddresses() {}

    /** To be called when {@code input.consents} and {@code input.former_denials} are there. */
    static void shareDenials(Database database) {
        if (database.count("(SELECT 1 FROM input.customers WHERE contains(customer_id, '@') LIMIT 1)") == 0) {
            return;
        }
        database.run("ALTER VIEW input.consents RENAME TO consents_as_written");
        database.run("CREATE VIEW input.consents AS SELECT * FROM " + TOLD
                + " UNION ALL SELECT c.customer_key, d.channel, 'denied', d.recorded_at, d.line, d.undated FROM ("
                + STANDING_DENIALS + ") d JOIN input.customers c ON lower(c.customer_id) = lower(d.customer_id)"
                + " AND c.customer_id <> d.customer_id WHERE contains(d.customer_id, '@')");
    }
}

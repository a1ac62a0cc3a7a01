package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people answer: to be left alone on a channel, or to be written to again. Each answer counts once. Thread-safe. */
public final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final String OPTED_OUT = "opted out";

    private final Store store;
    private final Secret secret;
    private final String now;

    public Replies(Store store, Secret secret) {
        this.store = store;
        this.secret = secret;
        this.now = store.dialect().now();
    }

    /**
     * @param provider by which it came
     * @param id what the provider calls the answer: the same one again changes nothing
     * @param address it came from
     */
    public record Reply(String provider, String id, String channel, String address) {}

    /** Nobody writes to the address on this channel again, and all customers who have it have withdrawn their consent. */
    public boolean stop(Reply reply) {
        return store.transaction(connection -> {
            if (!isNew(connection, reply, "stop")) {
                return false;
            }
            String key = secret.addressKey(reply.address());
            Rows.change(
                    connection,
                    "INSERT INTO suppressions (address_key, channel, address, reason, source, at) VALUES (?, ?, ?, ?, ?, "
                            + now + ") ON CONFLICT DO NOTHING",
                    key,
                    reply.channel(),
                    reply.address(),
                    OPTED_OUT,
                    reply.provider());
            Audit.add(connection, now, reply.provider(), "suppress", reply.channel() + " " + key, OPTED_OUT);
            if (consent(connection, reply, key, Consents.DENIED) == 0) {
                LOG.warn(
                        "Somebody asked to be left alone from a number that no message of ours went to. It is suppressed");
            }
            return true;
        });
    }

    /**
     * Takes back what came by the same provider, and all customers who have the address consent again. What a person or
     * another source suppressed stays.
     */
    public boolean start(Reply reply) {
        return store.transaction(connection -> {
            if (!isNew(connection, reply, "start")) {
                return false;
            }
            String key = secret.addressKey(reply.address());
            int removed = Rows.change(
                    connection,
                    "DELETE FROM suppressions WHERE address_key = ? AND channel = ? AND source = ?",
                    key,
                    reply.channel(),
                    reply.provider());
            if (removed > 0) {
                Audit.add(connection, now, reply.provider(), "unsuppress", reply.channel() + " " + key, "opted in");
            }
            consent(connection, reply, key, Consents.GRANTED);
            return true;
        });
    }

    private boolean isNew(Connection connection, Reply reply, String status) throws SQLException {
        return Rows.change(
                        connection,
                        "INSERT INTO callbacks (provider, provider_id, status, at) VALUES (?, ?, ?, " + now
                                + ") ON CONFLICT DO NOTHING",
                        reply.provider(),
                        reply.id(),
                        status)
                == 1;
    }

    /** @return of how many customers */
    private int consent(Connection connection, Reply reply, String key, String state) throws SQLException {
        List<String> customers = Rows.list(
                connection,
                row -> row.getString(1),
                "SELECT DISTINCT customer_id FROM outbox WHERE address_key = ? AND channel <> 'email' ORDER BY customer_id",
                key);
        for (String customer : customers) {
            Rows.change(
                    connection,
                    "INSERT INTO consents (customer_id, channel, state, at, source, evidence) VALUES (?, ?, ?, " + now
                            + ", ?, ?) ON CONFLICT (customer_id, channel) DO UPDATE SET state = excluded.state,"
                            + " at = excluded.at, source = excluded.source, evidence = excluded.evidence",
                    customer,
                    reply.channel(),
                    state,
                    reply.provider(),
                    reply.id());
        }
        return customers.size();
    }

    /** Who a message went to. @param address null once it was erased */
    public record Receiver(String channel, @Nullable String address, String language) {}

    public Optional<Receiver> receiver(long message) {
        return store.read(connection -> Rows.first(
                connection,
                row -> new Receiver(row.getString(1), row.getString(2), row.getString(3)),
                "SELECT channel, address, language FROM outbox WHERE id = ?",
                message));
    }
}

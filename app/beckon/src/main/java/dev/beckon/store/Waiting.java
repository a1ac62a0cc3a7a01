package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that wait for their time or their turn, with what may take their place. Thread-safe. */
public final class Waiting {

    private static final String STATES = "('PLANNED', 'CLAIMED')";

    private final Store store;

    public Waiting(Store store) {
        this.store = store;
    }

    /** @param address null once it was erased */
    public record Message(
            long id,
            String customer,
            String channel,
            @Nullable String address) {}

    /** Takes one after the other. */
    @FunctionalInterface
    public interface Receiver {
        void take(Message message) throws SQLException;
    }

    /** Those of all runs, and whatever takes the place of a message that turns out not to reach its receiver. */
    public void each(Receiver receiver) {
        store.stream(connection -> {
            // By the runs, as an index has them in that order.
            each(
                    connection,
                    receiver,
                    "FROM outbox WHERE state = 'PLANNED' AND run IN (SELECT number FROM runs WHERE state NOT IN ('DONE',"
                            + " 'STOPPED'))");
            each(connection, receiver, "FROM outbox WHERE state IN ('CLAIMED', 'SENDING') AND state = 'CLAIMED'");
            each(
                    connection,
                    receiver,
                    "FROM (SELECT f.id, o.customer_id, f.channel, f.address FROM fallbacks f"
                            + " CROSS JOIN outbox o WHERE o.id = f.id) waiting");
            return true;
        });
    }

    private static void each(Connection connection, Receiver receiver, String from) throws SQLException {
        Rows.each(
                connection,
                row -> receiver.take(new Message(row.getLong(1), row.getString(2), row.getString(3), row.getString(4))),
                "SELECT id, customer_id, channel, address " + from);
    }

    /**
     * They are never sent, nor by the channel that would take their place.
     *
     * @return how many of them still waited
     */
    public int suppress(List<Message> messages) {
        return store.transaction(connection -> {
            int suppressed = 0;
            for (Message each : messages) {
                suppressed += Rows.change(
                        connection,
                        "UPDATE outbox SET state = 'SUPPRESSED', code = 'suppressed', owner = NULL, lease_until = NULL,"
                                + " changed_at = " + store.dialect().now()
                                + " WHERE id = ? AND channel = ? AND state IN " + STATES,
                        each.id(),
                        each.channel());
                Rows.change(
                        connection, "DELETE FROM fallbacks WHERE id = ? AND channel = ?", each.id(), each.channel());
            }
            // Without its message, neither its content nor its next channel is needed.
            for (Message each : messages) {
                for (String table : List.of("contents", "fallbacks")) {
                    Rows.change(
                            connection,
                            "DELETE FROM " + table + " WHERE id = ? AND EXISTS (SELECT 1 FROM outbox o WHERE o.id = "
                                    + table + ".id AND o.state = 'SUPPRESSED')",
                            each.id());
                }
            }
            if (suppressed > 0) {
                Audit.add(connection, store.dialect().now(), "data", "suppress", suppressed + " messages", null);
            }
            return suppressed;
        });
    }
}

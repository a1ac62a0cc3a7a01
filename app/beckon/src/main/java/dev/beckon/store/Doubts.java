package dev.beckon.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of which nobody knows whether they went out, and how they are settled. Thread-safe. */
public final class Doubts {

    private final Store store;

    public Doubts(Store store) {
        this.store = store;
    }

    /** @param code why it is in doubt */
    public record Doubt(
            long id,
            long run,
            String campaign,
            String customer,
            String channel,
            int step,
            String provider,
            Instant sentAt,
            @Nullable String code,
            @Nullable String detail) {

        static Doubt read(ResultSet row) throws SQLException {
            return new Doubt(
                    row.getLong("id"),
                    row.getLong("run"),
                    row.getString("campaign"),
                    row.getString("customer_id"),
                    row.getString("channel"),
                    row.getInt("step"),
                    row.getString("provider"),
                    Instant.ofEpochMilli(row.getLong("sent_at")),
                    row.getString("code"),
                    row.getString("detail"));
        }
    }

    /** In the order of their ids. @param run null: all runs */
    public List<Doubt> open(@Nullable Long run) {
        return store.read(connection -> Rows.list(
                connection,
                Doubt::read,
                "SELECT o.id, o.run, r.campaign, o.customer_id, o.channel, o.step, o.provider, o.sent_at, o.code, o.detail"
                        + " FROM outbox o JOIN runs r ON r.number = o.run WHERE o.state = 'IN_DOUBT'"
                        + (run == null
                                ? ""
                                : " AND o.id >= " + MessageId.begin(run) + " AND o.id < " + MessageId.end(run))
                        + " ORDER BY o.id"));
    }

    /** A message that a provider may have. @param address null once it was erased */
    public record Sent(long id, @Nullable String address, Instant sentAt) {}

    /** Those of one provider whose sending began at least so long ago, in the order of their sending. */
    public List<Sent> sent(String provider, String channel, Duration age) {
        return store.read(connection -> Rows.list(
                connection,
                row -> new Sent(
                        row.getLong("id"), row.getString("address"), Instant.ofEpochMilli(row.getLong("sent_at"))),
                "SELECT id, address, sent_at FROM outbox WHERE state = 'IN_DOUBT' AND provider = ? AND channel = ?"
                        + " AND sent_at <= " + store.dialect().now() + " - ? ORDER BY sent_at, id",
                provider,
                channel,
                age.toMillis()));
    }

    /**
     * Settles one, and writes into the audit log who did and why.
     *
     * @param to SENT, FAILED, or PLANNED to send it again, which may be the second time
     * @return false if it isn't in doubt any more, or is to be sent again and was erased
     */
    public boolean settle(long id, MessageState to, String who, String why) {
        if (to != MessageState.SENT && to != MessageState.FAILED && to != MessageState.PLANNED) {
            throw new IllegalArgumentException("A doubt isn't settled by " + to);
        }
        return store.transaction(connection -> {
            String now = store.dialect().now();
            int changed = Rows.change(
                    connection,
                    "UPDATE outbox SET state = ?, code = 'resolved', detail = ?, fence = fence + 1,"
                            + (to == MessageState.PLANNED ? " sent_at = NULL," : "") + " changed_at = " + now
                            + " WHERE id = ? AND state = 'IN_DOUBT'"
                            + (to == MessageState.PLANNED
                                    ? " AND EXISTS (SELECT 1 FROM contents c WHERE c.id = outbox.id)"
                                    : ""),
                    to.name(),
                    why,
                    id);
            if (changed == 1) {
                Audit.add(connection, now, who, "resolve", "message " + id, to + ": " + why);
                if (to == MessageState.PLANNED) {
                    reopen(connection, id);
                } else {
                    Rows.change(connection, "DELETE FROM contents WHERE id = ?", id);
                    Rows.change(connection, "DELETE FROM fallbacks WHERE id = ?", id);
                }
            }
            return changed == 1;
        });
    }

    /** Its run may have been done. */
    private static void reopen(Connection connection, long id) throws SQLException {
        Rows.change(
                connection, "UPDATE runs SET state = 'OPEN' WHERE number = ? AND state = 'DONE'", MessageId.run(id));
    }
}

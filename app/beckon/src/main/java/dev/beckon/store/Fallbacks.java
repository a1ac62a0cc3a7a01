package dev.beckon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The message that takes the place of one whose channel doesn't reach the customer. */
final class Fallbacks {

    /** What was sent, or given up, doesn't get one again. */
    static final String INSERT =
            "INSERT INTO fallbacks (id, channel, provider, address, address_key, language, time_zone,"
                    + " body) SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM outbox WHERE id = ?"
                    + " AND state = 'PLANNED') ON CONFLICT DO NOTHING";

    private final String now;

    Fallbacks(Dialect dialect) {
        this.now = dialect.now();
    }

    static void set(PreparedStatement insert, long id, NewMessage message, NewMessage.Fallback fallback, Secret secret)
            throws SQLException {
        Rows.set(
                insert,
                id,
                fallback.channel(),
                fallback.provider(),
                fallback.address(),
                secret.addressKey(fallback.address()),
                message.language(),
                fallback.timeZone(),
                fallback.body(),
                id);
    }

    /**
     * Plans it as the message's next step, if there is one and its run wasn't stopped. It is due at once; its own quiet
     * hours, consent and caps are looked at right before it goes out, like everybody's.
     *
     * @param id of the message that failed
     */
    void plan(Connection connection, long id) throws SQLException {
        int planned = Rows.change(
                connection,
                "INSERT INTO outbox (id, run, customer_id, channel, step, provider, address, address_key, language,"
                        + " time_zone, not_before, expires_at, state, fence, attempts, changed_at)"
                        + " SELECT ?, o.run, o.customer_id, f.channel, o.step + 1, f.provider, f.address, f.address_key,"
                        + " f.language, f.time_zone, " + now + ", o.expires_at, 'PLANNED', 0, 0, " + now
                        + " FROM fallbacks f JOIN outbox o ON o.id = f.id JOIN runs r ON r.number = o.run"
                        + " WHERE f.id = ? AND r.state NOT IN ('STOPPED', 'FAILED') ON CONFLICT DO NOTHING",
                MessageId.nextStep(id),
                id);
        if (planned == 1) {
            Rows.change(
                    connection,
                    "INSERT INTO contents (id, body) SELECT ?, body FROM fallbacks WHERE id = ? ON CONFLICT DO NOTHING",
                    MessageId.nextStep(id),
                    id);
            Rows.change(
                    connection,
                    "UPDATE runs SET state = 'OPEN', changed_at = " + now + " WHERE number = ? AND state = 'DONE'",
                    MessageId.run(id));
        }
        forget(connection, id);
    }

    void forget(Connection connection, long id) throws SQLException {
        Rows.change(connection, "DELETE FROM fallbacks WHERE id = ?", id);
    }
}

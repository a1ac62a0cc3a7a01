package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** What becomes of claimed messages of which nothing was sent. */
final class Unsent {

    private final String now;
    private final Aftermath aftermath;

    Unsent(Dialect dialect, Aftermath aftermath) {
        this.now = dialect.now();
        this.aftermath = aftermath;
    }

    /** Takes it out for good. */
    Admission drop(Connection connection, OutboxMessage message, String owner, MessageState state, String code)
            throws SQLException {
        int changed = Rows.change(
                connection,
                "UPDATE outbox SET state = ?, code = ?, owner = NULL, lease_until = NULL, changed_at = " + now
                        + " WHERE id = ? AND fence = ? AND owner = ? AND state = 'CLAIMED'",
                state.name(),
                code,
                message.id(),
                message.fence(),
                owner);
        if (changed == 0) {
            return new Admission.Leave("the lease ran out");
        }
        aftermath.forget(connection, message.id());
        return new Admission.Dropped(state, code);
    }

    /** Puts it back. */
    int release(Connection connection, OutboxMessage message, String owner, Instant notBefore) throws SQLException {
        return Rows.change(
                connection,
                "UPDATE outbox SET state = 'PLANNED', not_before = ?, owner = NULL, lease_until = NULL, changed_at = "
                        + now + " WHERE id = ? AND fence = ? AND owner = ? AND state = 'CLAIMED'",
                notBefore.toEpochMilli(),
                message.id(),
                message.fence(),
                owner);
    }
}

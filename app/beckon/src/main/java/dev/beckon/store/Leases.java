package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How long a node may hold on to a message that it claimed. */
final class Leases {

    /** Word for word the condition of an index, else SQLite reads all messages that ever were. */
    static final String LEASED = "state IN ('CLAIMED', 'SENDING')";

    private final String now;
    private final Aftermath aftermath;

    Leases(Dialect dialect, Aftermath aftermath) {
        this.now = dialect.now();
        this.aftermath = aftermath;
    }

    /** Ends leases that ran out, and sees to it that no message waits in a run that is over. */
    Outbox.Reaped reap(Connection connection) throws SQLException {
        int planned = Rows.change(
                connection,
                "UPDATE outbox SET state = 'PLANNED', owner = NULL, lease_until = NULL, changed_at = " + now + " WHERE "
                        + LEASED + " AND state = 'CLAIMED' AND lease_until < " + now);
        int inDoubt = Rows.change(
                connection,
                "UPDATE outbox SET state = 'IN_DOUBT', code = 'lease', detail = 'its node died or lost the store',"
                        + " owner = NULL, lease_until = NULL, changed_at = " + now
                        + " WHERE " + LEASED + " AND state = 'SENDING' AND lease_until < " + now);
        settleRuns(connection);
        return new Outbox.Reaped(planned, inDoubt);
    }

    /** A message may come back when its run is over: it wasn't taken, and that was found out late. */
    private void settleRuns(Connection connection) throws SQLException {
        List<Long> cancelled = Rows.list(
                connection,
                row -> row.getLong(1),
                "UPDATE outbox SET state = 'CANCELLED', code = 'stopped', changed_at = " + now
                        + " WHERE state = 'PLANNED' AND run IN (SELECT number FROM runs WHERE state = 'STOPPED')"
                        + " RETURNING id");
        for (long id : cancelled) {
            aftermath.forget(connection, id);
        }
        Rows.change(
                connection,
                "UPDATE runs SET state = 'OPEN', changed_at = " + now + " WHERE state = 'DONE' AND EXISTS"
                        + " (SELECT 1 FROM outbox o WHERE o.run = runs.number AND o.state = 'PLANNED')");
    }
}

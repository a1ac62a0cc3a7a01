package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks once more whether a message may go, and marks it SENDING in the same transaction. */
final class LastCheck {

    private static final String OPEN = "SELECT 1 FROM runs r WHERE r.number = outbox.run AND r.state = 'OPEN'";
    private static final String SUPPRESSED = "SELECT 1 FROM suppressions s WHERE s.address_key = outbox.address_key"
            + " AND s.channel IN ('any', outbox.channel)";
    private static final String CONSENTED = "SELECT 1 FROM consents c WHERE c.customer_id = outbox.customer_id"
            + " AND c.channel = outbox.channel AND c.state = 'granted'";

    private final String now;
    private final List<CapRule> caps;
    private final Rehearsal rehearsal;
    private final Unsent unsent;
    private final String start;

    /** @param rehearsal which of the messages in files caps count */
    LastCheck(Dialect dialect, List<CapRule> caps, Rehearsal rehearsal, Unsent unsent) {
        this.now = dialect.now();
        this.caps = caps;
        this.rehearsal = rehearsal;
        this.unsent = unsent;
        this.start = startSql();
    }

    private String startSql() {
        var sql = new StringBuilder("UPDATE outbox SET state = 'SENDING', lease_until = " + now
                + " + ?, sent_at = ?, attempts = attempts + 1, changed_at = " + now
                + " WHERE id = ? AND fence = ? AND owner = ? AND state = 'CLAIMED' AND lease_until > " + now
                + " AND (expires_at IS NULL OR expires_at > ?) AND EXISTS (" + OPEN + ") AND NOT EXISTS (" + SUPPRESSED
                + ") AND EXISTS (" + CONSENTED + ")");
        caps.forEach(cap -> sql.append(" AND ").append(had(cap)).append(" < ").append(cap.messages()));
        return sql.toString();
    }

    /**
     * How many messages the customer has less than the cap's time before or after the moment: two parameters for each of
     * two tables. After, since another node's clock, or a worker that asked later, may be ahead.
     */
    private String had(CapRule cap) {
        String channel = cap.channel() == null ? "" : " AND h.channel = '" + cap.channel() + "'";
        String counted = "((SELECT count(*) FROM outbox h WHERE h.customer_id = outbox.customer_id AND h.sent_at > ?"
                + " AND h.sent_at < ? AND h.id <> outbox.id AND h.state IN " + MessageState.CONTACTS
                + rehearsal.and("h") + channel
                + ") + (SELECT count(*) FROM contacts h WHERE h.customer_id = outbox.customer_id AND h.sent_at > ?"
                + " AND h.sent_at < ?" + channel + "))";
        return cap.channel() == null
                ? counted
                : "(CASE WHEN outbox.channel = '" + cap.channel() + "' THEN " + counted + " ELSE 0 END)";
    }

    /** @return for each start, in order, whether it may be sent */
    List<Admission> admit(Connection connection, List<Outbox.Start> starts, String owner, Duration lease)
            throws SQLException {
        lockCustomers(connection, starts);
        var admissions = new ArrayList<Admission>();
        for (Outbox.Start each : starts) {
            admissions.add(begin(connection, each, owner, lease));
        }
        return admissions;
    }

    /** In one order everywhere, so that nodes never wait for each other in a circle. */
    private void lockCustomers(Connection connection, List<Outbox.Start> starts) throws SQLException {
        if (caps.isEmpty()) {
            return;
        }
        List<String> customers = starts.stream()
                .map(each -> each.message().customer())
                .distinct()
                .sorted()
                .toList();
        for (String customer : customers) {
            Rows.change(
                    connection,
                    "INSERT INTO contact_locks (customer_id, taken) VALUES (?, 1)"
                            + " ON CONFLICT (customer_id) DO UPDATE SET taken = contact_locks.taken + 1",
                    customer);
        }
    }

    private Admission begin(Connection connection, Outbox.Start start, String owner, Duration lease)
            throws SQLException {
        OutboxMessage message = start.message();
        long moment = start.moment().toEpochMilli();
        var parameters =
                new ArrayList<Object>(List.of(lease.toMillis(), moment, message.id(), message.fence(), owner, moment));
        for (CapRule cap : caps) {
            parameters.addAll(window(cap, moment));
        }
        return Rows.change(connection, this.start, parameters.toArray()) == 1
                ? new Admission.Go()
                : refuse(connection, message, owner, moment);
    }

    private static List<Long> window(CapRule cap, long moment) {
        long from = moment - cap.within().toMillis();
        long until = moment + cap.within().toMillis();
        return List.of(from, until, from, until);
    }

    /** Finds out why it may not go, and settles what follows. */
    private Admission refuse(Connection connection, OutboxMessage message, String owner, long moment)
            throws SQLException {
        String mine =
                "SELECT 1 FROM outbox WHERE id = ? AND fence = ? AND owner = ? AND state = 'CLAIMED' AND lease_until > "
                        + now;
        if (isNone(connection, mine, message.id(), message.fence(), owner)) {
            return new Admission.Leave("the lease ran out");
        }
        RunState run = Rows.first(
                        connection,
                        row -> RunState.valueOf(row.getString(1)),
                        "SELECT state FROM runs WHERE number = ?",
                        message.run())
                .orElse(RunState.STOPPED);
        if (run == RunState.STOPPED) {
            return unsent.drop(connection, message, owner, MessageState.CANCELLED, "stopped");
        }
        if (run != RunState.OPEN) {
            unsent.release(connection, message, owner, message.notBefore());
            return new Admission.Leave("the run is paused");
        }
        if (message.expiresAt() != null && message.expiresAt().toEpochMilli() <= moment) {
            return unsent.drop(connection, message, owner, MessageState.EXPIRED, "expired");
        }
        Optional<String> reason = reason(connection, message, moment);
        if (reason.isPresent()) {
            return unsent.drop(connection, message, owner, MessageState.SUPPRESSED, reason.get());
        }
        // What stood against it has passed meanwhile, such as a pause.
        unsent.release(connection, message, owner, message.notBefore());
        return new Admission.Leave("it is checked again");
    }

    private Optional<String> reason(Connection connection, OutboxMessage message, long moment) throws SQLException {
        String row = "SELECT 1 FROM outbox WHERE id = ? AND ";
        if (!isNone(connection, row + "EXISTS (" + SUPPRESSED + ")", message.id())) {
            return Optional.of("suppressed");
        }
        if (isNone(connection, row + "EXISTS (" + CONSENTED + ")", message.id())) {
            return Optional.of("no-consent");
        }
        return isCapReached(connection, message, moment) ? Optional.of("frequency-cap") : Optional.empty();
    }

    private boolean isCapReached(Connection connection, OutboxMessage message, long moment) throws SQLException {
        for (CapRule cap : caps) {
            var parameters = new ArrayList<Object>(List.of(message.id()));
            parameters.addAll(window(cap, moment));
            if (!isNone(
                    connection,
                    "SELECT 1 FROM outbox WHERE id = ? AND " + had(cap) + " >= " + cap.messages(),
                    parameters.toArray())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNone(Connection connection, String sql, Object... parameters) throws SQLException {
        return Rows.first(connection, row -> true, sql, parameters).isEmpty();
    }
}

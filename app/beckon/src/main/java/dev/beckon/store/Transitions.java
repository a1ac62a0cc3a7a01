package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a message from CLAIMED on. */
final class Transitions {

    /** Word for word the condition of an index, else SQLite reads all messages that ever were. */
    static final String LEASED = "state IN ('CLAIMED', 'SENDING')";

    /** How many failures that may pass, of messages in a row, suppress an address. */
    private static final int SOFT_BOUNCES = 5;

    private final String now;
    private final List<CapRule> caps;
    private final Rehearsal rehearsal;
    private final String start;
    private final Fallbacks fallbacks;

    Transitions(Dialect dialect, List<CapRule> caps, Rehearsal rehearsal) {
        this.now = dialect.now();
        this.fallbacks = new Fallbacks(dialect);
        this.caps = caps;
        this.rehearsal = rehearsal;
        this.start = startSql(dialect.now());
    }

    private String startSql(String now) {
        var sql = new StringBuilder("UPDATE outbox SET state = 'SENDING', lease_until = " + now
                + " + ?, sent_at = ?, attempts = attempts + 1, changed_at = " + now
                + " WHERE id = ? AND fence = ? AND owner = ? AND state = 'CLAIMED' AND lease_until > " + now
                + " AND (expires_at IS NULL OR expires_at > ?) AND EXISTS (" + OPEN + ") AND NOT EXISTS (" + SUPPRESSED
                + ") AND EXISTS (" + CONSENTED + ")");
        caps.forEach(cap -> sql.append(" AND ").append(had(cap)).append(" < ").append(cap.messages()));
        return sql.toString();
    }

    private static final String OPEN = "SELECT 1 FROM runs r WHERE r.number = outbox.run AND r.state = 'OPEN'";
    private static final String SUPPRESSED = "SELECT 1 FROM suppressions s WHERE s.address_key = outbox.address_key"
            + " AND s.channel IN ('any', outbox.channel)";
    private static final String CONSENTED = "SELECT 1 FROM consents c WHERE c.customer_id = outbox.customer_id"
            + " AND c.channel = outbox.channel AND c.state = 'granted'";

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

    List<Admission> apply(Connection connection, Outbox.Batch batch) throws SQLException {
        for (Ending ending : batch.endings()) {
            end(connection, ending, batch.owner());
        }
        lockCustomers(connection, batch.starts());
        var admissions = new ArrayList<Admission>();
        for (Outbox.Start each : batch.starts()) {
            admissions.add(begin(connection, each, batch.owner(), batch.lease()));
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
            return drop(connection, message, owner, MessageState.CANCELLED, "stopped");
        }
        if (run != RunState.OPEN) {
            release(connection, message, owner, message.notBefore());
            return new Admission.Leave("the run is paused");
        }
        if (message.expiresAt() != null && message.expiresAt().toEpochMilli() <= moment) {
            return drop(connection, message, owner, MessageState.EXPIRED, "expired");
        }
        Optional<String> reason = reason(connection, message, moment);
        if (reason.isPresent()) {
            return drop(connection, message, owner, MessageState.SUPPRESSED, reason.get());
        }
        // What stood against it has passed meanwhile, such as a pause.
        release(connection, message, owner, message.notBefore());
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
        forget(connection, message.id());
        return new Admission.Dropped(state, code);
    }

    /** Nothing of it was sent. */
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

    /**
     * Writes down what became of an attempt. If its lease ran out meanwhile the message is in doubt, and this is the
     * evidence that settles it; the fence tells that nobody has touched it since.
     */
    private void end(Connection connection, Ending ending, String owner) throws SQLException {
        // Whoever can't tell whether their mark was kept puts the message back from either state.
        String mine = ending.state() == MessageState.PLANNED
                ? "owner = ? AND state IN ('CLAIMED', 'SENDING')"
                : "owner = ? AND state = 'SENDING'";
        if (write(connection, ending, mine, owner)) {
            follow(connection, ending);
        } else if (ending.state() != MessageState.IN_DOUBT && write(connection, ending, "state = 'IN_DOUBT'")) {
            follow(connection, ending);
            Audit.add(
                    connection,
                    now,
                    "delivery",
                    "settle",
                    "message " + ending.message().id(),
                    "in doubt until its outcome came late: " + ending.state());
        }
    }

    private boolean write(Connection connection, Ending ending, String condition, String... owner) throws SQLException {
        OutboxMessage message = ending.message();
        boolean again = ending.state() == MessageState.PLANNED;
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(ending.state().name());
        parameters.add(ending.providerId());
        parameters.add(ending.code());
        parameters.add(ending.detail());
        parameters.add((again ? Objects.requireNonNull(ending.tryAt()) : message.notBefore()).toEpochMilli());
        parameters.add(message.attempts() + (ending.counts() ? 1 : 0));
        parameters.add(message.id());
        parameters.add(message.fence());
        parameters.addAll(List.of(owner));
        return Rows.change(
                        connection,
                        "UPDATE outbox SET state = ?, provider_id = ?, code = ?, detail = ?, not_before = ?, attempts = ?,"
                                + (again ? " sent_at = NULL," : "") + " owner = NULL, lease_until = NULL, changed_at = "
                                + now + " WHERE id = ? AND fence = ? AND " + condition,
                        parameters.toArray())
                == 1;
    }

    private void follow(Connection connection, Ending ending) throws SQLException {
        if (ending.state() == MessageState.SENT || ending.state() == MessageState.FAILED) {
            Callbacks.@Nullable Failure failure = ending.state() == MessageState.SENT
                    ? null
                    : new Callbacks.Failure(
                            String.valueOf(ending.code()),
                            String.valueOf(ending.detail()),
                            ending.suppress(),
                            ending.softBounce(),
                            ending.tryNextChannel());
            follow(connection, ending.message().id(), ending.state(), failure);
        }
    }

    static void forgetContent(Connection connection, long id) throws SQLException {
        Rows.change(connection, "DELETE FROM contents WHERE id = ?", id);
    }

    /** What comes of it that a message is SENT, DELIVERED or FAILED. @param failure null unless it failed */
    void follow(Connection connection, long id, MessageState state, Callbacks.@Nullable Failure failure)
            throws SQLException {
        forgetContent(connection, id);
        if (failure != null && failure.suppress() != null) {
            suppress(connection, id, failure.suppress());
        }
        if (failure != null && failure.soft()) {
            softBounce(connection, id);
        }
        if (failure != null && failure.tryNextChannel()) {
            fallbacks.plan(connection, id);
        } else if (state != MessageState.SENT) {
            fallbacks.forget(connection, id);
        }
    }

    private void forget(Connection connection, long id) throws SQLException {
        Rows.change(connection, "DELETE FROM contents WHERE id = ?", id);
        fallbacks.forget(connection, id);
    }

    void suppress(Connection connection, long id, String reason) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO suppressions (address_key, channel, address, reason, source, at)"
                        + " SELECT address_key, channel, address, ?, provider, " + now
                        + " FROM outbox WHERE id = ? ON CONFLICT DO NOTHING",
                reason,
                id);
    }

    void softBounce(Connection connection, long id) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO soft_bounces (address_key, channel, at, outbox_id) SELECT address_key, channel, " + now
                        + ", id FROM outbox WHERE id = ? ON CONFLICT DO NOTHING",
                id);
        long bounces = Rows.number(
                connection,
                "SELECT count(*) FROM soft_bounces b JOIN (SELECT o.id FROM outbox o JOIN outbox t ON"
                        + " o.customer_id = t.customer_id AND o.channel = t.channel AND o.address_key = t.address_key"
                        + " WHERE t.id = ? AND o.sent_at IS NOT NULL ORDER BY o.sent_at DESC, o.id DESC LIMIT ?) latest"
                        + " ON latest.id = b.outbox_id",
                id,
                SOFT_BOUNCES);
        if (bounces == SOFT_BOUNCES) {
            suppress(connection, id, "soft bounces");
        }
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
            forget(connection, id);
        }
        Rows.change(
                connection,
                "UPDATE runs SET state = 'OPEN', changed_at = " + now + " WHERE state = 'DONE' AND EXISTS"
                        + " (SELECT 1 FROM outbox o WHERE o.run = runs.number AND o.state = 'PLANNED')");
    }
}

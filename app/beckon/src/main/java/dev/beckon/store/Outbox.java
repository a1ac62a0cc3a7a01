package dev.beckon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The durable ledger of messages. Every change of a message names its state, owner and fence before, so that whoever lost
 * their lease changes nothing. Thread-safe.
 */
public final class Outbox {

    private final Store store;
    private final Secret secret;
    private final LastCheck lastCheck;
    private final Unsent unsent;
    private final Attempts attempts;
    private final Leases leases;

    /** @param caps are counted again right before each message */
    public Outbox(Store store, Secret secret, List<CapRule> caps) {
        this(store, secret, caps, Rehearsal.COUNTS);
    }

    /** @param rehearsal which of the messages in files caps count */
    public Outbox(Store store, Secret secret, List<CapRule> caps, Rehearsal rehearsal) {
        this.store = store;
        this.secret = secret;
        var aftermath = new Aftermath(store.dialect());
        this.unsent = new Unsent(store.dialect(), aftermath);
        this.lastCheck = new LastCheck(store.dialect(), List.copyOf(caps), rehearsal, unsent);
        this.attempts = new Attempts(store.dialect(), aftermath);
        this.leases = new Leases(store.dialect(), aftermath);
    }

    /** Writes messages down; those that are there already stay as they are, and what was sent doesn't get its content back. */
    public void add(long run, List<NewMessage> messages) {
        store.transaction(connection -> {
            add(connection, run, messages);
            return messages.size();
        });
    }

    /**
     * As {@link #add}, while the run is being prepared with this plan.
     *
     * @return false if it isn't, because another node took over: then nothing was written
     */
    public boolean add(long run, String plan, List<NewMessage> messages) {
        return store.transaction(connection -> {
            boolean mine = Runs.isPreparing(connection, now(), run, plan);
            if (mine) {
                add(connection, run, messages);
            }
            return mine;
        });
    }

    private void add(Connection connection, long run, List<NewMessage> messages) throws SQLException {
        String sql =
                "INSERT INTO outbox (id, run, customer_id, channel, step, provider, address, address_key, language,"
                        + " time_zone, not_before, expires_at, state, fence, attempts, changed_at)"
                        + " VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 'PLANNED', 0, 0, " + now()
                        + ") ON CONFLICT DO NOTHING";
        try (PreparedStatement rows = connection.prepareStatement(sql);
                PreparedStatement fallbacks = connection.prepareStatement(Fallbacks.INSERT);
                PreparedStatement bodies = connection.prepareStatement(
                        "INSERT INTO contents (id, body) SELECT ?, ? WHERE EXISTS (SELECT 1 FROM outbox WHERE id = ?"
                                + " AND state = 'PLANNED') ON CONFLICT DO NOTHING")) {
            for (NewMessage each : messages) {
                long id = MessageId.of(run, 0, each.place());
                Rows.set(
                        rows,
                        id,
                        run,
                        each.customer(),
                        each.channel(),
                        each.provider(),
                        each.address(),
                        secret.addressKey(each.address()),
                        each.language(),
                        each.timeZone(),
                        each.notBefore().toEpochMilli(),
                        millis(each.expiresAt()));
                rows.addBatch();
                Rows.set(bodies, id, each.body(), id);
                bodies.addBatch();
                if (each.fallback() != null) {
                    Fallbacks.set(fallbacks, id, each, each.fallback(), secret);
                    fallbacks.addBatch();
                }
            }
            rows.executeBatch();
            bodies.executeBatch();
            fallbacks.executeBatch();
        }
    }

    /**
     * What a node wants to take.
     *
     * @param due messages whose first moment isn't after this
     * @param lease after which others may take them, if their sending hasn't begun
     * @param limits of the lane, which is the channel with the provider
     */
    public record Claim(
            long run,
            String provider,
            String channel,
            int most,
            Instant due,
            String owner,
            Duration lease,
            Lanes.Limits limits) {

        String lane() {
            return channel + "/" + provider;
        }
    }

    /** @param day in UTC, since 1970; for {@link Lanes#giveBack} */
    public record Claimed(List<OutboxMessage> messages, long day) {}

    /** Takes messages that are due and that their lane has leave for, the longest due first. */
    public Claimed claim(Claim claim) {
        return store.transaction(connection -> {
            var leave = Lanes.ask(connection, store.dialect(), claim.lane(), claim.most(), claim.limits());
            List<OutboxMessage> messages =
                    leave.messages() == 0 ? List.of() : read(connection, take(connection, claim, leave.messages()));
            Lanes.use(connection, claim.lane(), leave, messages.size(), claim.limits());
            return new Claimed(messages, leave.day());
        });
    }

    /** Materialized: PostgreSQL may run a subselect again for each row, and would take more than it was asked for. */
    private List<Long> take(Connection connection, Claim claim, int most) throws SQLException {
        return Rows.list(
                connection,
                row -> row.getLong(1),
                "WITH due AS MATERIALIZED (SELECT o.id FROM outbox o WHERE o.run = ? AND o.provider = ? AND o.channel = ?"
                        + " AND o.state = 'PLANNED' AND o.not_before <= ? AND o.id < (SELECT claimable_below FROM runs"
                        + " WHERE number = ? AND state = 'OPEN') ORDER BY o.not_before, o.id LIMIT ?"
                        + store.dialect().skipLocked()
                        + ") UPDATE outbox SET state = 'CLAIMED', owner = ?, fence = fence + 1, lease_until = " + now()
                        + " + ?, changed_at = " + now()
                        + " WHERE id IN (SELECT id FROM due) AND state = 'PLANNED' RETURNING id",
                claim.run(),
                claim.provider(),
                claim.channel(),
                claim.due().toEpochMilli(),
                claim.run(),
                most,
                claim.owner(),
                claim.lease().toMillis());
    }

    private static List<OutboxMessage> read(Connection connection, List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        String in = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Rows.list(
                connection,
                OutboxMessage::read,
                "SELECT " + OutboxMessage.COLUMNS + " FROM outbox o JOIN runs r ON r.number = o.run"
                        + " LEFT JOIN contents c ON c.id = o.id WHERE o.id IN (" + in
                        + ") ORDER BY o.not_before, o.id");
    }

    /** Whether a message waits that could be taken now, if its lane lets it. */
    public boolean isDue(long run, String provider, String channel, Instant due) {
        return store.read(connection -> Rows.first(
                        connection,
                        row -> true,
                        "SELECT 1 FROM outbox WHERE run = ? AND provider = ? AND channel = ? AND state = 'PLANNED'"
                                + " AND not_before <= ? LIMIT 1",
                        run,
                        provider,
                        channel,
                        due.toEpochMilli())
                .isPresent());
    }

    /** A message that is about to be sent. @param moment by which expiry and caps are judged */
    public record Start(OutboxMessage message, Instant moment) {}

    /** Attempts that begin and attempts that ended, to be written in one transaction. */
    public record Batch(List<Start> starts, List<Ending> endings, String owner, Duration lease) {}

    /**
     * Writes endings down, checks everything again for those that are to start, and marks these SENDING. When it returns,
     * all of it is durable.
     *
     * @return for each start, in order, whether it may be sent
     */
    public List<Admission> commit(Batch batch) {
        return store.transaction(connection -> {
            for (Ending ending : batch.endings()) {
                attempts.end(connection, ending, batch.owner());
            }
            return lastCheck.admit(connection, batch.starts(), batch.owner(), batch.lease());
        });
    }

    /** Puts a message back, of which nothing was sent. */
    public void release(OutboxMessage message, String owner, Instant notBefore) {
        store.transaction(connection -> unsent.release(connection, message, owner, notBefore));
    }

    /** Takes a message out for good, of which nothing was sent, for a reason that only its channel knows. */
    public void drop(OutboxMessage message, String owner, MessageState state, String code) {
        store.transaction(connection -> unsent.drop(connection, message, owner, state, code));
    }

    /** What was found of those whose node died. */
    public record Reaped(int planned, int inDoubt) {}

    /**
     * Ends leases that ran out: what was only claimed is planned again, and what was being sent is in doubt, since nobody
     * knows whether it went out.
     */
    public Reaped reap() {
        return store.transaction(leases::reap);
    }

    private String now() {
        return store.dialect().now();
    }

    static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }
}

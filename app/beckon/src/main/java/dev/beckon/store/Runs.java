package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The executions of campaigns. Every change of state by a person is audited. Thread-safe. */
public final class Runs {

    static final String SELECT = "SELECT number, campaign, fire_at, state, reason, plan, coalesce(audience, 0)"
            + " AS audience, coalesce(messages, 0) AS messages, claimable_below, canary_until, created_at, changed_at"
            + " FROM runs ";

    /** Among the facts of the store: when it was restored from a backup. */
    static final String RESTORED = "restored";

    private final Store store;

    public Runs(Store store) {
        this.store = store;
    }

    /**
     * A run of a plan, begun now or before.
     *
     * @param expiresAt when the offer ends; null if it doesn't
     */
    public record NewRun(
            String campaign,
            Instant fireAt,
            String plan,
            String asOf,
            long audience,
            long messages,
            @Nullable Instant expiresAt) {}

    /**
     * The run of this campaign and fire time, which is begun if there is none: whoever comes second gets the same one.
     *
     * @return of another plan, if that one came first: then nothing may be added to it
     */
    public Run begin(NewRun run) {
        return store.transaction(connection -> {
            // Another node may take the same number for another run at this moment: then the next one is tried.
            do {
                insert(connection, run);
            } while (find(connection, run.campaign(), run.fireAt()).isEmpty());
            // A scheduled run was claimed before it had a plan.
            Rows.change(
                    connection,
                    "UPDATE runs SET plan = ?, as_of = ?, audience = ?, messages = ?, expires_at = ?, changed_at = "
                            + now() + " WHERE campaign = ? AND fire_at = ? AND state = 'PREPARING' AND plan IS NULL",
                    run.plan(),
                    run.asOf(),
                    run.audience(),
                    run.messages(),
                    Outbox.millis(run.expiresAt()),
                    run.campaign(),
                    run.fireAt().toEpochMilli());
            return find(connection, run.campaign(), run.fireAt()).orElseThrow();
        });
    }

    /**
     * Gives a run that is still being prepared by another plan this one. Should whoever wrote the other one down go on, they
     * find that it isn't theirs any more.
     */
    public Run replacePlan(Run run, NewRun plan) {
        if (run.state() != RunState.PREPARING
                || run.plan() == null
                || run.plan().equals(plan.plan())) {
            return run;
        }
        return store.transaction(connection -> {
            int changed = Rows.change(
                    connection,
                    "UPDATE runs SET plan = ?, as_of = ?, audience = ?, messages = ?, expires_at = ?, changed_at = "
                            + now() + " WHERE number = ? AND plan = ? AND state = 'PREPARING' AND owner IS NULL",
                    plan.plan(),
                    plan.asOf(),
                    plan.audience(),
                    plan.messages(),
                    Outbox.millis(plan.expiresAt()),
                    run.number(),
                    run.plan());
            if (changed == 1) {
                ScheduledRuns.takeBack(connection, run.number());
            }
            return find(connection, run.number()).orElseThrow();
        });
    }

    /**
     * Of a new run. A restored store leaves out the numbers that may have been given since its backup, as links and
     * reports of those runs are still about.
     */
    static final String NEXT_NUMBER = "coalesce(max(number), 0) + 1 + coalesce((SELECT CAST(value AS BIGINT) FROM"
            + " facts_of_store WHERE name = 'first run' AND CAST(value AS BIGINT) > (SELECT coalesce(max(number), 0) FROM"
            + " runs)), 0)";

    private void insert(Connection connection, NewRun run) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO runs (number, campaign, fire_at, state, plan, as_of, audience, messages, expires_at,"
                        + " claimable_below, created_at, changed_at) SELECT " + NEXT_NUMBER + ", ?, ?,"
                        + " 'PREPARING', ?, ?, ?, ?, ?, 0, " + now() + ", " + now()
                        + " FROM runs WHERE true ON CONFLICT DO NOTHING",
                run.campaign(),
                run.fireAt().toEpochMilli(),
                run.plan(),
                run.asOf(),
                run.audience(),
                run.messages(),
                Outbox.millis(run.expiresAt()));
    }

    /** Takes the row's lock: whoever takes the run over waits, or has done so already. */
    static boolean isPreparing(Connection connection, String now, long run, String plan) throws SQLException {
        return Rows.change(
                        connection,
                        "UPDATE runs SET changed_at = " + now
                                + " WHERE number = ? AND plan = ? AND state = 'PREPARING'",
                        run,
                        plan)
                == 1;
    }

    /**
     * Remembers who got nothing so that the effect can be measured, while the run is being prepared with this plan.
     *
     * @param customers to the gate that held them out
     * @return false if it isn't, because another node took over: then nothing was written
     */
    public boolean holdOut(long run, String plan, Map<String, String> customers) {
        return store.transaction(connection -> {
            if (!isPreparing(connection, now(), run, plan)) {
                return false;
            }
            try (var insert = connection.prepareStatement(
                    "INSERT INTO held_out (run, customer_id, gate) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
                for (var each : customers.entrySet()) {
                    Rows.set(insert, run, each.getKey(), each.getValue());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return true;
        });
    }

    /**
     * Lets its messages go out, now that all are written down. A run from before the store was restored is held.
     *
     * @param canary only so many at first; 0: all
     */
    public void open(long run, long canary) {
        begun(run, null, canary, null);
    }

    /** As {@link #open}, if these messages are this plan's still: another node may have taken over with another plan. */
    public void open(long run, String plan, long canary) {
        begun(run, plan, canary, null);
    }

    /** All its messages are written down, and go out when a person releases it. @param reason why only then */
    public void hold(long run, String plan, long canary, String reason) {
        begun(run, plan, canary, reason);
    }

    private void begun(long run, @Nullable String plan, long canary, @Nullable String why) {
        long below = canary == 0 ? MessageId.end(run) : MessageId.of(run, 0, canary);
        store.transaction(connection -> {
            GeneralPause.holdOpening(connection);
            String held = why == null ? restored(connection, run) : why;
            Optional<String> paused = GeneralPause.reason(connection);
            RunState state = held != null ? RunState.HELD : paused.isPresent() ? RunState.PAUSED : RunState.OPEN;
            String reason = held != null ? held : paused.orElse(null);
            int changed = Rows.change(
                    connection,
                    "UPDATE runs SET state = ?, reason = ?, claimable_below = ?, owner = NULL, lease_until = NULL,"
                            + " changed_at = " + now()
                            + " WHERE number = ? AND state = 'PREPARING' AND plan = coalesce(?, plan)",
                    state.name(),
                    reason,
                    below,
                    run,
                    plan);
            if (changed == 1 && held != null) {
                Audit.add(connection, now(), "schedule", "held", "run " + run, held);
            }
            return changed;
        });
    }

    /** A backup doesn't know what went out after it was made. */
    private static @Nullable String restored(Connection connection, long run) throws SQLException {
        return Rows.first(
                        connection,
                        row -> "was due before the store was restored from a backup: it may have gone out",
                        "SELECT 1 FROM runs r JOIN facts_of_store f ON f.name = ? WHERE r.number = ?"
                                + " AND r.fire_at <= CAST(f.value AS BIGINT)",
                        RESTORED,
                        run)
                .orElse(null);
    }

    /** Lets the others go out too, after the canary. */
    public void openWhole(long run) {
        store.transaction(connection -> Rows.change(
                connection,
                "UPDATE runs SET claimable_below = ?, canary_until = NULL, changed_at = " + now() + " WHERE number = ?",
                MessageId.end(run),
                run));
    }

    public void canaryUntil(long run, Instant until) {
        store.transaction(connection -> Rows.change(
                connection, "UPDATE runs SET canary_until = ? WHERE number = ?", until.toEpochMilli(), run));
    }

    /**
     * Changes the state, if it is one of these.
     *
     * @param who for the audit log: a person, or the part of Beckon that decided
     * @return whether it was
     */
    public boolean move(long run, Collection<RunState> from, RunState to, @Nullable String reason, String who) {
        return store.transaction(connection -> {
            String states = String.join(
                    ", ", from.stream().map(each -> "'" + each + "'").toList());
            int changed = Rows.change(
                    connection,
                    "UPDATE runs SET state = ?, reason = ?, changed_at = " + now() + " WHERE number = ? AND state IN ("
                            + states + ")",
                    to.name(),
                    reason,
                    run);
            if (changed == 1) {
                Audit.add(connection, now(), who, to.name().toLowerCase(java.util.Locale.ROOT), "run " + run, reason);
            }
            if (changed == 1 && to == RunState.STOPPED) {
                cancel(connection, run);
            }
            return changed == 1;
        });
    }

    private void cancel(Connection connection, long run) throws SQLException {
        Rows.change(
                connection,
                "UPDATE outbox SET state = 'CANCELLED', code = 'stopped', owner = NULL, lease_until = NULL, changed_at = "
                        + now() + " WHERE id >= ? AND id < ? AND state IN ('PLANNED', 'CLAIMED')",
                MessageId.begin(run),
                MessageId.end(run));
        for (String table : List.of("contents", "fallbacks")) {
            Rows.change(
                    connection,
                    "DELETE FROM " + table + " WHERE id IN (SELECT id FROM outbox WHERE id >= ? AND id < ?"
                            + " AND state = 'CANCELLED')",
                    MessageId.begin(run),
                    MessageId.end(run));
        }
    }

    /** The newest first. */
    public List<Run> all() {
        return store.read(connection -> Rows.list(connection, Run::read, SELECT + "ORDER BY fire_at DESC, campaign"));
    }

    /** Those whose messages may go out, the oldest first. */
    public List<Run> open() {
        return store.read(connection ->
                Rows.list(connection, Run::read, SELECT + "WHERE state = 'OPEN' ORDER BY fire_at, number"));
    }

    public Optional<Run> find(long number) {
        return store.read(connection -> find(connection, number));
    }

    static Optional<Run> find(Connection connection, long number) throws SQLException {
        return Rows.first(connection, Run::read, SELECT + "WHERE number = ?", number);
    }

    public Optional<Run> find(String campaign, Instant fireAt) {
        return store.read(connection -> find(connection, campaign, fireAt));
    }

    private static Optional<Run> find(Connection connection, String campaign, Instant fireAt) throws SQLException {
        return Rows.first(
                connection, Run::read, SELECT + "WHERE campaign = ? AND fire_at = ?", campaign, fireAt.toEpochMilli());
    }

    /** The newest run of the campaign before this time whose messages went out, or some of them. */
    public Optional<Run> last(String campaign, Instant before) {
        return store.read(connection -> Rows.first(
                connection,
                Run::read,
                SELECT + "WHERE campaign = ? AND fire_at < ? AND state IN ('OPEN', 'DONE') ORDER BY fire_at DESC",
                campaign,
                Objects.requireNonNull(before).toEpochMilli()));
    }

    /** Messages of a run that came back, and that were complained about. */
    public record Returns(long bounces, long complaints) {}

    /** @param since earlier ones don't count */
    public Returns returns(long run, Instant since) {
        return store.read(connection -> Rows.first(
                        connection,
                        row -> new Returns(row.getLong(1), row.getLong(2)),
                        "SELECT count(CASE WHEN status = 'bounced' THEN 1 END),"
                                + " count(CASE WHEN status = 'complained' THEN 1 END)"
                                + " FROM callbacks WHERE outbox_id >= ? AND outbox_id < ? AND at >= ?",
                        MessageId.begin(run),
                        MessageId.end(run),
                        since.toEpochMilli())
                .orElseThrow());
    }

    private String now() {
        return store.dialect().now();
    }
}

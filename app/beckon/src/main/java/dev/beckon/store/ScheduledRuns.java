package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs that begin by themselves: which are due, and which node prepares them. A node that prepares a run holds a lease;
 * when that runs out, another one begins anew. Nothing is sent before all of a run is written down. Thread-safe.
 */
public final class ScheduledRuns {

    private static final String SEEN = "schedule of ";
    private static final Duration UNSEEN = Duration.ofHours(1);

    private final Store store;
    private final String now;

    public ScheduledRuns(Store store) {
        this.store = store;
        this.now = store.dialect().now();
    }

    /**
     * A campaign's time has come.
     *
     * @param skipped why it doesn't run all the same; null: it does
     */
    public record Fire(
            String campaign, Instant at, @Nullable String skipped) {}

    /** Until when each campaign's schedule was looked at: earlier times were dealt with. */
    public Map<String, Instant> seen() {
        return store.read(connection -> {
            var seen = new HashMap<String, Instant>();
            Rows.list(
                    connection,
                    row -> seen.put(
                            row.getString(1).substring(SEEN.length()),
                            Instant.ofEpochMilli(Long.parseLong(row.getString(2)))),
                    "SELECT name, value FROM facts_of_store WHERE name LIKE '" + SEEN + "%'");
            return seen;
        });
    }

    /**
     * Writes down, at once, what was due until this moment, and that it was looked at. Fires that are known already stay as
     * they are, whichever node saw them.
     *
     * @param scheduled campaigns that have a schedule
     * @param idle campaigns that have none any more, or aren't enabled: they are forgotten, so that whatever they miss is
     *     never made up for. So are those that no node has seen for an hour, although one node alone may lack its folder
     * @param unreadable campaigns of which nobody can tell at the moment
     */
    public void look(
            Instant moment,
            Collection<String> scheduled,
            Collection<String> idle,
            Collection<String> unreadable,
            List<Fire> fires) {
        store.transaction(connection -> {
            for (Fire fire : fires) {
                add(connection, fire);
            }
            String millis = Long.toString(moment.toEpochMilli());
            for (String campaign : scheduled) {
                Rows.change(
                        connection,
                        "INSERT INTO facts_of_store (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET"
                                + " value = excluded.value"
                                + " WHERE CAST(excluded.value AS BIGINT) > CAST(facts_of_store.value AS BIGINT)",
                        SEEN + campaign,
                        millis);
            }
            forget(connection, idle);
            return forgetUnseen(connection, moment.minus(UNSEEN), unreadable);
        });
    }

    private void add(Connection connection, Fire fire) throws SQLException {
        // Another node may take the same number for another run at this moment: then the next one is tried.
        while (isUnknown(connection, fire)) {
            Rows.change(
                    connection,
                    "INSERT INTO runs (number, campaign, fire_at, state, reason, claimable_below, lease_until, created_at,"
                            + " changed_at) SELECT " + Runs.NEXT_NUMBER + ", ?, ?, ?, ?, 0, 0, " + now + ", " + now
                            + " FROM runs WHERE true ON CONFLICT DO NOTHING",
                    fire.campaign(),
                    fire.at().toEpochMilli(),
                    (fire.skipped() == null ? RunState.PREPARING : RunState.SKIPPED_LATE).name(),
                    fire.skipped());
        }
    }

    private static boolean isUnknown(Connection connection, Fire fire) throws SQLException {
        return Rows.number(
                        connection,
                        "SELECT count(*) FROM runs WHERE campaign = ? AND fire_at = ?",
                        fire.campaign(),
                        fire.at().toEpochMilli())
                == 0;
    }

    private static void forget(Connection connection, Collection<String> campaigns) throws SQLException {
        for (String campaign : campaigns) {
            Rows.change(connection, "DELETE FROM facts_of_store WHERE name = ?", SEEN + campaign);
        }
    }

    private static int forgetUnseen(Connection connection, Instant since, Collection<String> unreadable)
            throws SQLException {
        List<String> unseen = Rows.list(
                connection,
                row -> row.getString(1).substring(SEEN.length()),
                "SELECT name FROM facts_of_store WHERE name LIKE '" + SEEN + "%' AND CAST(value AS BIGINT) < ?",
                since.toEpochMilli());
        unseen.removeAll(unreadable);
        forget(connection, unseen);
        return unseen.size();
    }

    /** As if no campaign had been seen before. */
    static void forget(Connection connection) throws SQLException {
        Rows.change(connection, "DELETE FROM facts_of_store WHERE name LIKE '" + SEEN + "%'");
    }

    /** Takes a run that nobody prepares, the oldest first. */
    public Optional<Run> claim(String owner, Duration lease) {
        return store.transaction(connection -> {
            List<Long> taken = Rows.list(
                    connection,
                    row -> row.getLong(1),
                    "UPDATE runs SET owner = ?, lease_until = " + now + " + ?, changed_at = " + now
                            + " WHERE number = (SELECT number FROM runs WHERE state = 'PREPARING' AND lease_until < "
                            + now
                            + " ORDER BY fire_at, number LIMIT 1) AND state = 'PREPARING' AND lease_until < " + now
                            + " RETURNING number",
                    owner,
                    lease.toMillis());
            return taken.isEmpty() ? Optional.empty() : Runs.find(connection, taken.get(0));
        });
    }

    /** @return false if it is somebody else's by now: then stop */
    public boolean renew(long run, String owner, Duration lease) {
        return change("lease_until = " + now + " + ?", run, owner, lease.toMillis());
    }

    /** Lets whoever comes first try again, after a while. */
    public boolean giveBack(long run, String owner, Duration pause) {
        return change("owner = NULL, lease_until = " + now + " + ?", run, owner, pause.toMillis());
    }

    /** As the other. @param reason what is in the way, without personal data */
    public boolean giveBack(long run, String owner, Duration pause, String reason) {
        return store.transaction(connection -> Rows.change(
                        connection,
                        "UPDATE runs SET owner = NULL, lease_until = " + now + " + ?, reason = ?, changed_at = " + now
                                + MINE,
                        pause.toMillis(),
                        reason,
                        run,
                        owner))
                == 1;
    }

    /** It ends before it began. @param reason without personal data */
    public boolean end(long run, String owner, RunState state, String reason) {
        return store.transaction(connection -> {
            int changed = Rows.change(
                    connection,
                    "UPDATE runs SET state = ?, reason = ?, owner = NULL, lease_until = NULL, changed_at = " + now
                            + MINE,
                    state.name(),
                    reason,
                    run,
                    owner);
            if (changed == 1) {
                takeBack(connection, run);
                Audit.add(
                        connection,
                        now,
                        "schedule",
                        state.name().toLowerCase(java.util.Locale.ROOT),
                        "run " + run,
                        reason);
            }
            return changed == 1;
        });
    }

    private static final String MINE = " WHERE number = ? AND owner = ? AND state = 'PREPARING'";

    private boolean change(String what, long run, String owner, long millis) {
        return store.transaction(connection -> Rows.change(
                        connection, "UPDATE runs SET " + what + ", changed_at = " + now + MINE, millis, run, owner))
                == 1;
    }

    /**
     * Gives a claimed run its plan. What an earlier node wrote down of another plan, and never sent, is taken back; should
     * it wake up, it finds that the plan is another one and stops.
     *
     * @return false if it is somebody else's by now
     */
    public boolean plan(long run, String owner, Runs.NewRun plan) {
        return store.transaction(connection -> {
            Optional<Run> before = Runs.find(connection, run);
            int changed = Rows.change(
                    connection,
                    "UPDATE runs SET plan = ?, as_of = ?, audience = ?, messages = ?, expires_at = ?, changed_at = "
                            + now + MINE,
                    plan.plan(),
                    plan.asOf(),
                    plan.audience(),
                    plan.messages(),
                    Outbox.millis(plan.expiresAt()),
                    run,
                    owner);
            if (changed == 1
                    && before.map(Run::plan)
                            .filter(each -> !each.equals(plan.plan()))
                            .isPresent()) {
                takeBack(connection, run);
            }
            return changed == 1;
        });
    }

    static void takeBack(Connection connection, long run) throws SQLException {
        long begin = MessageId.begin(run);
        long end = MessageId.end(run);
        Rows.change(connection, "DELETE FROM contents WHERE id >= ? AND id < ?", begin, end);
        Rows.change(connection, "DELETE FROM fallbacks WHERE id >= ? AND id < ?", begin, end);
        Rows.change(connection, "DELETE FROM outbox WHERE id >= ? AND id < ?", begin, end);
        Rows.change(connection, "DELETE FROM held_out WHERE run = ?", run);
    }
}

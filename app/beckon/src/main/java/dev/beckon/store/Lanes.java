package dev.beckon.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes share of a lane (a channel with its provider): how fast it may send, how much it sent today, and whether
 * it is stopped. Thread-safe.
 */
public final class Lanes {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final long MILLIS_PER_DAY = 86_400_000;

    private final Store store;

    public Lanes(Store store) {
        this.store = store;
    }

    /**
     * The most that a lane may send.
     *
     * @param perSecond all nodes together; 0: no limit
     * @param perDay all nodes together, days in UTC; 0: no limit. What a node had taken when it died counts as sent
     */
    public record Limits(double perSecond, long perDay) {

        public static final Limits NONE = new Limits(0, 0);

        boolean any() {
            return perSecond > 0 || perDay > 0;
        }
    }

    /** @param stopped why nothing goes out until a person says so; null if it does */
    public record State(@Nullable String stopped, @Nullable Instant pausedUntil, long sentToday) {}

    /**
     * Leave to send.
     *
     * @param messages how many, from 0 to what was wanted
     * @param now by the store's clock, in microseconds
     * @param nextFree when the rate is used up to, in microseconds
     */
    record Leave(int messages, long now, long nextFree) {

        long day() {
            return now / MICROS_PER_DAY;
        }
    }

    /**
     * Asks for leave to send some messages now. Where there are limits, one node asks after the other until it has committed
     * what it {@link #use uses}, so that all of them together keep them. The rate is that of a leaky bucket that holds one
     * second (the generic cell rate algorithm, ITU-T I.371).
     */
    static Leave ask(Connection connection, Dialect dialect, String lane, int wanted, Limits limits)
            throws SQLException {
        String now = dialect.now();
        ensure(connection, lane);
        if (limits.any()) {
            // Takes the row's lock before it is read.
            Rows.change(
                    connection,
                    "UPDATE lanes SET sent_today = CASE WHEN day = " + now + " / " + MILLIS_PER_DAY
                            + " THEN sent_today ELSE 0 END, day = " + now + " / " + MILLIS_PER_DAY + " WHERE lane = ?",
                    lane);
        }
        return Rows.first(
                        connection,
                        row -> leave(row, wanted, limits),
                        "SELECT " + now + " * 1000 AS now, next_free, sent_today, CASE WHEN stopped IS NULL AND"
                                + " (paused_until IS NULL OR paused_until <= " + now + ") THEN 1 ELSE 0 END AS open"
                                + " FROM lanes WHERE lane = ?",
                        lane)
                .orElseThrow();
    }

    private static Leave leave(ResultSet row, int wanted, Limits limits) throws SQLException {
        long now = row.getLong("now");
        long nextFree = row.getLong("next_free");
        int allowed = row.getInt("open") == 1 ? allowed(wanted, limits, now, nextFree, row.getLong("sent_today")) : 0;
        return new Leave(allowed, now, nextFree);
    }

    /** Counts what is sent by the leave. */
    static void use(Connection connection, String lane, Leave leave, int used, Limits limits) throws SQLException {
        if (used > 0 && limits.any()) {
            long step = limits.perSecond() == 0 ? 0 : Math.round(MICROS_PER_SECOND / limits.perSecond());
            Rows.change(
                    connection,
                    "UPDATE lanes SET next_free = ?, sent_today = sent_today + ? WHERE lane = ?",
                    Math.max(leave.now, leave.nextFree) + step * used,
                    used,
                    lane);
        }
    }

    private static int allowed(int wanted, Limits limits, long now, long nextFree, long sentToday) {
        long most = wanted;
        if (limits.perSecond() > 0) {
            double burst = Math.max(1, limits.perSecond());
            double used = Math.max(0, nextFree - now) * limits.perSecond() / MICROS_PER_SECOND;
            most = Math.min(most, (long) Math.floor(burst - used + 1e-6));
        }
        if (limits.perDay() > 0) {
            most = Math.min(most, limits.perDay() - sentToday);
        }
        return (int) Math.max(0, most);
    }

    /** Takes a message that wasn't sent after all out of the count of the day it was taken on. */
    public void giveBack(String lane, long day) {
        store.transaction(connection -> Rows.change(
                connection,
                "UPDATE lanes SET sent_today = sent_today - 1 WHERE lane = ? AND day = ? AND sent_today > 0",
                lane,
                day));
    }

    /** Nothing goes out on it until a person resumes it. */
    public void stop(String lane, String reason) {
        store.transaction(connection -> {
            ensure(connection, lane);
            int changed = Rows.change(
                    connection, "UPDATE lanes SET stopped = ? WHERE lane = ? AND stopped IS NULL", reason, lane);
            if (changed == 1) {
                Audit.add(connection, store.dialect().now(), "delivery", "stop", "lane " + lane, reason);
            }
            return changed;
        });
    }

    /** Nothing goes out on it for a while. It doesn't shorten a longer pause. */
    public void pause(String lane, Duration time) {
        String now = store.dialect().now();
        store.transaction(connection -> {
            ensure(connection, lane);
            return Rows.change(
                    connection,
                    "UPDATE lanes SET paused_until = " + now + " + ? WHERE lane = ? AND coalesce(paused_until, 0) < "
                            + now + " + ?",
                    time.toMillis(),
                    lane,
                    time.toMillis());
        });
    }

    public void resume(String lane, String who) {
        store.transaction(connection -> {
            Audit.add(connection, store.dialect().now(), who, "resume", "lane " + lane, null);
            return Rows.change(connection, "UPDATE lanes SET stopped = NULL, paused_until = NULL WHERE lane = ?", lane);
        });
    }

    public Optional<State> find(String lane) {
        return store.read(connection -> Rows.first(
                connection,
                row -> {
                    Long until = Rows.whole(row, "paused_until");
                    return new State(
                            row.getString("stopped"),
                            until == null ? null : Instant.ofEpochMilli(until),
                            row.getLong("sent_today"));
                },
                "SELECT stopped, paused_until, sent_today FROM lanes WHERE lane = ?",
                lane));
    }

    private static void ensure(Connection connection, String lane) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO lanes (lane, next_free, day, sent_today) VALUES (?, 0, 0, 0) ON CONFLICT DO NOTHING",
                lane);
    }
}

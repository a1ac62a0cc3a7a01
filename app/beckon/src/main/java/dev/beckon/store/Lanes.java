package dev.beckon.store;

import java.sql.Connection;
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

    private final Store store;

    public Lanes(Store store) {
        this.store = store;
    }

    /**
     * The most that a lane may send.
     *
     * @param perSecond all nodes together; 0: no limit
     * @param perDay all nodes together, days in UTC; 0: no limit
     */
    public record Limits(double perSecond, long perDay) {}

    /** @param stopped why nothing goes out until a person says so; null if it does */
    public record State(@Nullable String stopped, @Nullable Instant pausedUntil, long sentToday) {}

    /**
     * Asks for leave to send some messages now. One row is updated by one node after the other, so that all of them
     * together keep the limits. The rate is that of a leaky bucket that holds one second (the generic cell rate
     * algorithm, ITU-T I.371).
     *
     * @return how many may go, from 0 to {@code wanted}
     */
    public int take(String lane, int wanted, Limits limits) {
        return store.transaction(connection -> {
            String nowMicros = "(" + store.dialect().now() + " * 1000)";
            ensure(connection, lane);
            // Takes the row's lock before it is read.
            Rows.change(
                    connection,
                    "UPDATE lanes SET sent_today = CASE WHEN day = " + nowMicros + " / " + MICROS_PER_DAY
                            + " THEN sent_today ELSE 0 END, day = " + nowMicros + " / " + MICROS_PER_DAY
                            + " WHERE lane = ?",
                    lane);
            record Row(long now, long nextFree, long sentToday, boolean open) {}
            Row row = Rows.first(
                            connection,
                            each -> new Row(each.getLong(1), each.getLong(2), each.getLong(3), each.getBoolean(4)),
                            "SELECT " + nowMicros
                                    + ", next_free, sent_today, (stopped IS NULL AND (paused_until IS NULL OR"
                                    + " paused_until <= " + store.dialect().now() + ")) FROM lanes WHERE lane = ?",
                            lane)
                    .orElseThrow();
            int allowed = row.open ? allowed(wanted, limits, row.now, row.nextFree, row.sentToday) : 0;
            if (allowed > 0) {
                long step = limits.perSecond() == 0 ? 0 : Math.round(MICROS_PER_SECOND / limits.perSecond());
                Rows.change(
                        connection,
                        "UPDATE lanes SET next_free = ?, sent_today = sent_today + ? WHERE lane = ?",
                        Math.max(row.now, row.nextFree) + step * allowed,
                        allowed,
                        lane);
            }
            return allowed;
        });
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

    /** Gives back leave that wasn't used. */
    public void giveBack(String lane, int unused) {
        store.transaction(connection -> Rows.change(
                connection,
                "UPDATE lanes SET sent_today = CASE WHEN sent_today < ? THEN 0 ELSE sent_today - ? END WHERE lane = ?",
                unused,
                unused,
                lane));
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

    /** Nothing goes out on it for a while. */
    public void pause(String lane, Duration time) {
        store.transaction(connection -> {
            ensure(connection, lane);
            return Rows.change(
                    connection,
                    "UPDATE lanes SET paused_until = " + store.dialect().now() + " + ? WHERE lane = ?",
                    time.toMillis(),
                    lane);
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

package dev.beckon.store;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far runs are: what became of their messages, and what they wait for. Thread-safe. */
public final class RunProgress {

    private final Store store;

    public RunProgress(Store store) {
        this.store = store;
    }

    /** How many messages of this run are in each state. States that no message is in are missing. */
    public Map<MessageState, Long> counts(long run) {
        return counts(run, 0);
    }

    /** How many messages of this run came into each state since then, and are in it still. */
    public Map<MessageState, Long> countsSince(long run, Instant since) {
        return counts(run, since.toEpochMilli());
    }

    private Map<MessageState, Long> counts(long run, long since) {
        return store.read(connection -> {
            var counts = new EnumMap<MessageState, Long>(MessageState.class);
            Rows.list(
                    connection,
                    row -> counts.put(MessageState.valueOf(row.getString(1)), row.getLong(2)),
                    "SELECT state, count(*) FROM outbox WHERE id >= ? AND id < ? AND changed_at >= ? GROUP BY state",
                    MessageId.begin(run),
                    MessageId.end(run),
                    since);
            return counts;
        });
    }

    /** When the first planned message of the run is due; empty if none is planned. */
    public Optional<Instant> nextDue(long run) {
        return store.read(connection -> Rows.first(
                connection,
                row -> Instant.ofEpochMilli(row.getLong(1)),
                "SELECT not_before FROM outbox WHERE run = ? AND state = 'PLANNED' ORDER BY not_before LIMIT 1",
                run));
    }

    /** Whether one of the run's first messages, those that may go now, is still planned. */
    public boolean isCanaryWaiting(long run) {
        return store.read(connection -> Rows.number(
                        connection,
                        "SELECT count(*) FROM outbox WHERE id >= ? AND id < (SELECT claimable_below FROM runs WHERE number = ?)"
                                + " AND state = 'PLANNED'",
                        MessageId.begin(run),
                        run)
                > 0);
    }

    /** Whether some message of the run is claimed or being sent. */
    public boolean isUnderWay(long run) {
        return store.read(connection -> Rows.number(
                        connection,
                        // By the index of what is leased, which is short, instead of all that the run has.
                        "SELECT count(*) FROM outbox WHERE +run = ? AND state IN ('CLAIMED', 'SENDING')",
                        run)
                > 0);
    }

    /** Messages that some process has in hand, which may have died. @param until when others may take them */
    public record InHand(long messages, Instant until) {}

    /** Empty if no message of the run is claimed or being sent. */
    public Optional<InHand> inHand(long run) {
        return store.read(connection -> Rows.first(
                connection,
                row -> new InHand(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))),
                "SELECT count(*), max(lease_until) FROM outbox WHERE +run = ? AND state IN ('CLAIMED', 'SENDING')"
                        + " HAVING count(*) > 0",
                run));
    }

    /** Messages of the run that went into files. */
    public long dropped(long run) {
        return store.read(connection -> Rows.number(
                connection,
                "SELECT count(*) FROM outbox WHERE id >= ? AND id < ? AND provider = 'drop-folder' AND state = 'SENT'",
                MessageId.begin(run),
                MessageId.end(run)));
    }

    /** Channels of which messages of the run went into files, or are to. */
    public List<String> channelsIntoFiles(long run) {
        return store.read(connection -> Rows.list(
                connection,
                row -> row.getString(1),
                "SELECT DISTINCT channel FROM outbox WHERE id >= ? AND id < ? AND provider = 'drop-folder' ORDER BY channel",
                MessageId.begin(run),
                MessageId.end(run)));
    }

    /** Whether something is under way or due now. */
    public boolean isBusy(long run, Instant due) {
        return isUnderWay(run)
                || store.read(connection -> Rows.first(
                                connection,
                                row -> true,
                                "SELECT 1 FROM outbox WHERE run = ? AND state = 'PLANNED' AND not_before <= ? LIMIT 1",
                                run,
                                due.toEpochMilli())
                        .isPresent());
    }

    /** Messages of one state that have the same code. */
    public record Tally(MessageState state, String code, long messages) {}

    /** What providers and checks said, by state and code. */
    public List<Tally> codes(long run) {
        return store.read(connection -> Rows.list(
                connection,
                row -> new Tally(MessageState.valueOf(row.getString(1)), row.getString(2), row.getLong(3)),
                "SELECT state, code, count(*) FROM outbox WHERE id >= ? AND id < ? AND code IS NOT NULL"
                        + " GROUP BY state, code ORDER BY state, count(*) DESC, code",
                MessageId.begin(run),
                MessageId.end(run)));
    }

    /** A message that failed, or of which nobody knows. Nobody's address stands in it. */
    public record Failure(
            Instant at,
            String channel,
            MessageState state,
            @Nullable String code,
            @Nullable String detail) {}

    /** The newest first. */
    public List<Failure> lastFailures(long run, int most) {
        return store.read(connection -> Rows.list(
                connection,
                row -> new Failure(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        MessageState.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5)),
                "SELECT changed_at, channel, state, code, detail FROM outbox WHERE id >= ? AND id < ?"
                        + " AND state IN ('FAILED', 'IN_DOUBT') ORDER BY changed_at DESC, id DESC LIMIT ?",
                MessageId.begin(run),
                MessageId.end(run),
                most));
    }

    /** How many messages went out in the last minute. */
    public record Pace(long perMinute) {}

    public Pace pace(long run) {
        return store.read(connection -> new Pace(Rows.number(
                connection,
                "SELECT count(*) FROM outbox WHERE id >= ? AND id < ? AND state IN ('SENT', 'DELIVERED') AND changed_at > "
                        + store.dialect().now() + " - 60000",
                MessageId.begin(run),
                MessageId.end(run))));
    }

    /** Lanes with planned messages of this run that are stopped until a person resumes them, and why. */
    public List<String> stoppedLanes(long run) {
        return store.read(connection -> Rows.list(
                connection,
                row -> row.getString(1) + ": " + row.getString(2),
                "SELECT lane, stopped FROM lanes WHERE stopped IS NOT NULL AND EXISTS (SELECT 1 FROM outbox o WHERE"
                        + " o.run = ? AND o.state = 'PLANNED' AND o.channel || '/' || o.provider = lanes.lane)"
                        + " ORDER BY lane",
                run));
    }

    /** Whether nothing of this run goes on without a person: all lanes of what is planned are stopped. */
    public boolean isStuck(long run) {
        return !stoppedLanes(run).isEmpty()
                && store.read(connection -> Rows.number(
                                connection,
                                "SELECT count(*) FROM outbox o WHERE o.id >= ? AND o.id < ? AND (o.state IN ('CLAIMED',"
                                        + " 'SENDING') OR o.state = 'PLANNED' AND NOT EXISTS (SELECT 1 FROM lanes l WHERE"
                                        + " l.lane = o.channel || '/' || o.provider AND l.stopped IS NOT NULL))",
                                MessageId.begin(run),
                                MessageId.end(run))
                        == 0);
    }
}

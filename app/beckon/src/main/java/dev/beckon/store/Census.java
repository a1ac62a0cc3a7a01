package dev.beckon.store;

import java.util.List;

/** Counts the whole outbox. */
public final class Census {

    private final Store store;

    public Census(Store store) {
        this.store = store;
    }

    /** Messages of one lane (channel and provider) in one state. */
    public record Count(String lane, MessageState state, long messages) {}

    /** By lane and state; those that no message is in are missing. Takes a while where there are many messages. */
    public List<Count> take() {
        return store.read(connection -> Rows.list(
                connection,
                row -> new Count(row.getString(1), MessageState.valueOf(row.getString(2)), row.getLong(3)),
                "SELECT channel || '/' || provider, state, count(*) FROM outbox GROUP BY channel, provider, state"
                        + " ORDER BY channel, provider, state"));
    }
}

package dev.beckon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a campaign.
 *
 * @param number small, for ids
 * @param fireAt when it was supposed to happen; with the campaign's name it is unique
 * @param reason why it is in this state, in words; null where that is plain
 * @param plan id of the plan whose messages it sends; null while there is none
 * @param canaryUntil until when only the first few go out; null without a canary
 */
public record Run(
        long number,
        String campaign,
        Instant fireAt,
        RunState state,
        @Nullable String reason,
        @Nullable String plan,
        long audience,
        long messages,
        boolean canary,
        @Nullable Instant canaryUntil,
        Instant createdAt,
        Instant changedAt) {

    /** What people call it: {@code win-back@2026-11-02T04:30:00Z}. */
    public String name() {
        return campaign + "@" + fireAt;
    }

    static Run read(ResultSet row) throws SQLException {
        Long canaryUntil = Rows.whole(row, "canary_until");
        long number = row.getLong("number");
        return new Run(
                number,
                row.getString("campaign"),
                Instant.ofEpochMilli(row.getLong("fire_at")),
                RunState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("plan"),
                row.getLong("audience"),
                row.getLong("messages"),
                row.getLong("claimable_below") < MessageId.end(number),
                canaryUntil == null ? null : Instant.ofEpochMilli(canaryUntil),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}

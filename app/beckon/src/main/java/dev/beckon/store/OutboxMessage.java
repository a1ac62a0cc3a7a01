package dev.beckon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message that this node has taken. Every later change of it names the fence, so that a node whose lease ran out can't
 * change what another has taken since.
 *
 * @param step 0, or higher for a second try by another channel
 * @param attempts how often its sending began before
 * @param body empty if it was forgotten: then it can't be sent
 */
public record OutboxMessage(
        long id,
        long run,
        String campaign,
        String customer,
        String channel,
        int step,
        String provider,
        String address,
        String language,
        @Nullable String timeZone,
        Instant notBefore,
        @Nullable Instant expiresAt,
        long fence,
        int attempts,
        byte[] body) {

    static final String COLUMNS = "o.id, o.run, r.campaign, o.customer_id, o.channel, o.step, o.provider, o.address,"
            + " o.language, o.time_zone, o.not_before, o.expires_at, o.fence, o.attempts, c.body";

    static OutboxMessage read(ResultSet row) throws SQLException {
        Long expiresAt = Rows.whole(row, "expires_at");
        return new OutboxMessage(
                row.getLong("id"),
                row.getLong("run"),
                row.getString("campaign"),
                row.getString("customer_id"),
                row.getString("channel"),
                row.getInt("step"),
                row.getString("provider"),
                row.getString("address"),
                row.getString("language"),
                row.getString("time_zone"),
                Instant.ofEpochMilli(row.getLong("not_before")),
                expiresAt == null ? null : Instant.ofEpochMilli(expiresAt),
                row.getLong("fence"),
                row.getInt("attempts"),
                Objects.requireNonNullElse(row.getBytes("body"), new byte[0]));
    }
}

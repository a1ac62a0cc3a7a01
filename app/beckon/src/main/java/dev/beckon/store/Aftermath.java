package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What follows for a message's content, address and next channel from how it ended. */
final class Aftermath {

    /** How many failures that may pass, of messages in a row, suppress an address. */
    private static final int SOFT_BOUNCES = 5;

    private final String now;
    private final Fallbacks fallbacks;

    Aftermath(Dialect dialect) {
        this.now = dialect.now();
        this.fallbacks = new Fallbacks(dialect);
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

    private static void forgetContent(Connection connection, long id) throws SQLException {
        Rows.change(connection, "DELETE FROM contents WHERE id = ?", id);
    }

    /** Neither its content nor its next channel is needed any more. */
    void forget(Connection connection, long id) throws SQLException {
        forgetContent(connection, id);
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

    private void softBounce(Connection connection, long id) throws SQLException {
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
}

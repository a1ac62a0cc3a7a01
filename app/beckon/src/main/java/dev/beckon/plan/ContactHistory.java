package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What happened with customers before: messages, which frequency caps count, and what came back. */
public interface ContactHistory {

    /** Nobody ever got anything. */
    ContactHistory NONE = (connection, since) -> {};

    /** The source {@code contacts} of beckon.yaml, as loading left it in {@code input.contacts}. */
    ContactHistory OF_SOURCE = (connection, since) -> Sql.run(
            connection,
            "INSERT INTO plan.contacts SELECT DISTINCT customer_id, channel, sent_at, campaign FROM input.contacts"
                    + " WHERE state IN ('sent', 'sending', 'in-doubt') AND sent_at > epoch_ms("
                    + since.toEpochMilli() + ")");

    /**
     * Adds one row a message to {@code plan.contacts(customer_id, channel, sent_at TIMESTAMP in UTC, campaign)}: those that
     * were sent, are being sent, or of which nobody knows whether they were; none that failed, was cancelled or is only
     * planned. Rows later than a run don't matter to it, so they may be there. The campaign may be null.
     *
     * @param since earlier ones matter to no cap
     */
    void writeTo(Connection connection, Instant since) throws SQLException;

    /**
     * Looks at the loaded data once, before it is asked for anybody: what was said to Beckon may have been taken back in
     * newer data.
     *
     * @param data with the tables of {@code input}
     */
    default void compare(Connection data) throws SQLException {}

    /** Whether the customer took back their consent to this channel, as far as Beckon itself learnt it. */
    default boolean hasWithdrawn(String customer, Channel channel) {
        return false;
    }

    /**
     * Why this customer's address must not be written to on this channel, as far as Beckon itself learnt it: somebody
     * unsubscribed or complained, was erased, or a message came back. What the data say of it is known without this.
     */
    default Optional<String> suppression(String customer, Channel channel, String address) {
        return Optional.empty();
    }
}

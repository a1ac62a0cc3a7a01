package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells about a message after it took it. Each word is taken once, and in any order the messages end up
 * the same: a message only ever goes forward, from being sent over SENT to DELIVERED or FAILED. Thread-safe.
 */
public final class Callbacks {

    private final Store store;
    private final Aftermath aftermath;
    private final String now;

    public Callbacks(Store store) {
        this.store = store;
        this.aftermath = new Aftermath(store.dialect());
        this.now = store.dialect().now();
    }

    /** How far a message got, as its provider knows. */
    public enum Progress {
        /** The provider has it. */
        TAKEN,
        DELIVERED,
        FAILED
    }

    /**
     * One word about one message.
     *
     * @param providerId what the provider calls the message
     * @param message its id in the outbox; null where only the provider's id tells
     * @param status in the provider's words
     * @param failure only with FAILED
     */
    public record Report(
            String provider,
            String providerId,
            @Nullable Long message,
            String status,
            Progress progress,
            @Nullable Failure failure) {}

    /**
     * Why it failed, and what follows.
     *
     * @param suppress why nobody is to write to the address again; null: they may
     * @param soft whether it may pass
     * @param tryNextChannel whether the customer may be reached on another channel
     */
    public record Failure(
            String code, String detail, @Nullable String suppress, boolean soft, boolean tryNextChannel) {}

    /** @return whether it was new and changed something */
    public boolean take(Report report) {
        return store.transaction(connection -> {
            Optional<Long> message = message(connection, report);
            return isNew(connection, report, message.orElse(null))
                    && message.isPresent()
                    && move(connection, report, message.get());
        });
    }

    private static Optional<Long> message(Connection connection, Report report) throws SQLException {
        return report.message() != null
                ? Optional.of(report.message())
                : Rows.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT id FROM outbox WHERE provider_id = ? AND provider = ?",
                        report.providerId(),
                        report.provider());
    }

    private boolean isNew(Connection connection, Report report, @Nullable Long message) throws SQLException {
        return Rows.change(
                        connection,
                        "INSERT INTO callbacks (provider, provider_id, status, outbox_id, code, at) VALUES (?, ?, ?, ?, ?, "
                                + now + ") ON CONFLICT DO NOTHING",
                        report.provider(),
                        report.providerId(),
                        report.status(),
                        message,
                        report.failure() == null ? null : report.failure().code())
                == 1;
    }

    private boolean move(Connection connection, Report report, long message) throws SQLException {
        Failure failure = report.failure();
        boolean inDoubt =
                Rows.number(connection, "SELECT count(*) FROM outbox WHERE id = ? AND state = 'IN_DOUBT'", message)
                        == 1;
        int moved = Rows.change(
                connection,
                "UPDATE outbox SET state = ?, provider_id = ?, code = ?, detail = ?, sent_at = coalesce(sent_at, " + now
                        + "), owner = NULL, lease_until = NULL, changed_at = " + now
                        + " WHERE id = ? AND provider = ? AND (provider_id IS NULL OR provider_id = ?) AND ("
                        + from(report.progress()) + ")",
                to(report.progress()).name(),
                report.providerId(),
                failure == null ? null : failure.code(),
                failure == null ? null : failure.detail(),
                message,
                report.provider(),
                report.providerId());
        if (moved == 1) {
            aftermath.follow(connection, message, to(report.progress()), failure);
            if (inDoubt) {
                String what = to(report.progress()) + ": the provider says " + report.status();
                Audit.add(connection, now, report.provider(), "resolve", "message " + message, what);
            }
        }
        return moved == 1;
    }

    private static MessageState to(Progress progress) {
        return switch (progress) {
            case TAKEN -> MessageState.SENT;
            case DELIVERED -> MessageState.DELIVERED;
            case FAILED -> MessageState.FAILED;
        };
    }

    /**
     * A word may come before the answer to the request that it is about, or after a person had given the message up and
     * planned it again: then it must not go out a second time.
     */
    private static String from(Progress progress) {
        String again = " OR state IN ('PLANNED', 'CLAIMED') AND attempts > 0";
        return switch (progress) {
            case TAKEN -> "state IN ('SENDING', 'IN_DOUBT')" + again;
            case DELIVERED -> "state IN ('SENDING', 'IN_DOUBT', 'SENT')" + again;
            case FAILED -> "state IN ('SENDING', 'IN_DOUBT', 'SENT')";
        };
    }

    /**
     * Forgets what would take the place of messages that were sent so long ago that nothing more will be heard of them: it
     * holds personal data.
     *
     * @return how many
     */
    public int forgetFallbacks(Duration age) {
        return store.transaction(connection -> Rows.change(
                connection,
                // Few fallbacks wait, of many messages: CROSS JOIN has SQLite begin with them.
                "DELETE FROM fallbacks WHERE id IN (SELECT f.id FROM fallbacks f CROSS JOIN outbox o"
                        + " WHERE o.id = f.id AND o.state = 'SENT' AND o.sent_at < " + now + " - ?)",
                age.toMillis()));
    }

    /** Whether some message of ours has this id of the provider's. */
    public boolean isKnown(String provider, String providerId) {
        return store.read(connection -> Rows.number(
                        connection,
                        "SELECT count(*) FROM outbox WHERE provider_id = ? AND provider = ?",
                        providerId,
                        provider)
                > 0);
    }
}

package dev.beckon.store;

import dev.beckon.store.Callbacks.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What comes back of messages that a provider had taken. Told twice, it counts once. Thread-safe. */
public final class Bounces {

    /** Reasons in the suppression list. */
    public static final String BOUNCED = "bounced";

    public static final String COMPLAINED = "complained";

    private static final String SOFTLY = "soft-bounced";
    private static final String DETAIL = "it came back";

    private final Store store;
    private final Aftermath aftermath;

    public Bounces(Store store) {
        this.store = store;
        this.aftermath = new Aftermath(store.dialect());
    }

    /**
     * It came back, and so will others to this address: nobody writes to it again.
     *
     * @param code of the receiver's server
     * @return whether that is news
     */
    public boolean hard(long id, String code) {
        return cameBack(id, BOUNCED, new Failure(code, DETAIL, BOUNCED, false, false));
    }

    /** It came back, but others may arrive, unless several in a row come back. @return whether that is news */
    public boolean soft(long id, String code) {
        return cameBack(id, SOFTLY, new Failure(code, DETAIL, null, true, false));
    }

    /** That it came back also proves that it had gone out. */
    private boolean cameBack(long id, String status, Failure failure) {
        return store.transaction(connection -> {
            boolean news = isNews(connection, id, status, failure.code());
            if (news) {
                Rows.change(
                        connection,
                        "UPDATE outbox SET state = 'FAILED', code = ?, detail = ?, owner = NULL, lease_until = NULL,"
                                + " changed_at = " + now()
                                + " WHERE id = ? AND state IN ('SENDING', 'SENT', 'DELIVERED', 'IN_DOUBT')",
                        failure.code(),
                        failure.detail(),
                        id);
                aftermath.follow(connection, id, MessageState.FAILED, failure);
            }
            return news;
        });
    }

    /** Its receiver said that it isn't wanted; so it arrived. @return whether that is news */
    public boolean complaint(long id) {
        return store.transaction(connection -> {
            boolean news = isNews(connection, id, COMPLAINED, null);
            if (news) {
                Rows.change(
                        connection,
                        "UPDATE outbox SET state = 'DELIVERED', owner = NULL, lease_until = NULL, changed_at = " + now()
                                + " WHERE id = ? AND state IN ('SENT', 'IN_DOUBT')",
                        id);
                aftermath.follow(connection, id, MessageState.DELIVERED, null);
                aftermath.suppress(connection, id, COMPLAINED);
            }
            return news;
        });
    }

    private boolean isNews(Connection connection, long id, String status, @Nullable String code) throws SQLException {
        return Rows.change(
                        connection,
                        "INSERT INTO callbacks (provider, provider_id, status, outbox_id, code, at)"
                                + " SELECT provider, CAST(id AS TEXT), ?, id, ?, " + now()
                                + " FROM outbox WHERE id = ? ON CONFLICT DO NOTHING",
                        status,
                        code,
                        id)
                == 1;
    }

    private String now() {
        return store.dialect().now();
    }
}

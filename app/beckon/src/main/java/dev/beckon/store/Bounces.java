package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What comes back of messages that a provider had taken. Told twice, it counts once. Thread-safe. */
public final class Bounces {

    /** Reasons in the suppression list. */
    public static final String BOUNCED = "bounced";

    public static final String COMPLAINED = "complained";

    private static final String SOFTLY = "soft-bounced";

    private final Store store;
    private final Transitions transitions;

    public Bounces(Store store) {
        this.store = store;
        this.transitions = new Transitions(store.dialect(), List.of());
    }

    /**
     * It came back, and so will others to this address: nobody writes to it again.
     *
     * @param code of the receiver's server
     * @return whether that is news
     */
    public boolean hard(long id, String code) {
        return store.transaction(connection -> {
            boolean news = isNews(connection, id, BOUNCED, code);
            if (news) {
                failed(connection, id, code);
                transitions.suppress(connection, id, BOUNCED);
            }
            return news;
        });
    }

    /** It came back, but others may arrive, unless several in a row come back. @return whether that is news */
    public boolean soft(long id, String code) {
        return store.transaction(connection -> {
            boolean news = isNews(connection, id, SOFTLY, code);
            if (news) {
                failed(connection, id, code);
                transitions.softBounce(connection, id);
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
                transitions.suppress(connection, id, COMPLAINED);
            }
            return news;
        });
    }

    private boolean isNews(
            Connection connection, long id, String status, @org.jspecify.annotations.Nullable String code)
            throws SQLException {
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

    /** That it came back also proves that it had gone out. */
    private void failed(Connection connection, long id, String code) throws SQLException {
        Rows.change(
                connection,
                "UPDATE outbox SET state = 'FAILED', code = ?, detail = 'it came back', owner = NULL, lease_until = NULL,"
                        + " changed_at = " + now()
                        + " WHERE id = ? AND state IN ('SENDING', 'SENT', 'DELIVERED', 'IN_DOUBT')",
                code,
                id);
        Transitions.forgetContent(connection, id);
    }

    private String now() {
        return store.dialect().now();
    }
}

package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How attempts to send a message end. */
final class Attempts {

    private final String now;
    private final Aftermath aftermath;

    Attempts(Dialect dialect, Aftermath aftermath) {
        this.now = dialect.now();
        this.aftermath = aftermath;
    }

    /**
     * Writes down what became of an attempt. If its lease ran out meanwhile the message is in doubt, and this is the
     * evidence that settles it; the fence tells that nobody has touched it since.
     */
    void end(Connection connection, Ending ending, String owner) throws SQLException {
        // Whoever can't tell whether their mark was kept puts the message back from either state.
        String mine = ending.state() == MessageState.PLANNED
                ? "owner = ? AND state IN ('CLAIMED', 'SENDING')"
                : "owner = ? AND state = 'SENDING'";
        if (write(connection, ending, mine, owner)) {
            follow(connection, ending);
        } else if (ending.state() != MessageState.IN_DOUBT && write(connection, ending, "state = 'IN_DOUBT'")) {
            follow(connection, ending);
            Audit.add(
                    connection,
                    now,
                    "delivery",
                    "settle",
                    "message " + ending.message().id(),
                    "in doubt until its outcome came late: " + ending.state());
        }
    }

    private boolean write(Connection connection, Ending ending, String condition, String... owner) throws SQLException {
        OutboxMessage message = ending.message();
        boolean again = ending.state() == MessageState.PLANNED;
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(ending.state().name());
        parameters.add(ending.providerId());
        parameters.add(ending.code());
        parameters.add(ending.detail());
        parameters.add((again ? Objects.requireNonNull(ending.tryAt()) : message.notBefore()).toEpochMilli());
        parameters.add(message.attempts() + (ending.counts() ? 1 : 0));
        parameters.add(message.id());
        parameters.add(message.fence());
        parameters.addAll(List.of(owner));
        return Rows.change(
                        connection,
                        "UPDATE outbox SET state = ?, provider_id = ?, code = ?, detail = ?, not_before = ?, attempts = ?,"
                                + (again ? " sent_at = NULL," : "") + " owner = NULL, lease_until = NULL, changed_at = "
                                + now + " WHERE id = ? AND fence = ? AND " + condition,
                        parameters.toArray())
                == 1;
    }

    private void follow(Connection connection, Ending ending) throws SQLException {
        if (ending.state() == MessageState.SENT || ending.state() == MessageState.FAILED) {
            Callbacks.@Nullable Failure failure = ending.state() == MessageState.SENT
                    ? null
                    : new Callbacks.Failure(
                            String.valueOf(ending.code()),
                            String.valueOf(ending.detail()),
                            ending.suppress(),
                            ending.softBounce(),
                            ending.tryNextChannel());
            aftermath.follow(connection, ending.message().id(), ending.state(), failure);
        }
    }
}

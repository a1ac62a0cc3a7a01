package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pauses all runs at once, those that are yet to open included. Audited. Thread-safe. */
public final class GeneralPause {

    /** Among the facts of the store: why nothing goes out. */
    private static final String PAUSED = "all runs are paused";

    private final Store store;

    public GeneralPause(Store store) {
        this.store = store;
    }

    /** Pauses every open run, and each that opens until {@link #end}. @return those that were open */
    public List<Run> begin(String reason, String who) {
        return store.transaction(connection -> {
            holdOpening(connection);
            Rows.change(
                    connection,
                    "INSERT INTO facts_of_store (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET"
                            + " value = excluded.value",
                    PAUSED,
                    reason);
            return moveAll(connection, RunState.OPEN, RunState.PAUSED, reason, who);
        });
    }

    /** Opens every paused run again, and lets new ones open. Those that are held stay so. @return those that were paused */
    public List<Run> end(String who) {
        return store.transaction(connection -> {
            holdOpening(connection);
            Rows.change(connection, "DELETE FROM facts_of_store WHERE name = ?", PAUSED);
            return moveAll(connection, RunState.PAUSED, RunState.OPEN, null, who);
        });
    }

    /** Why every run that would open is paused; empty if none is. */
    public Optional<String> reason() {
        return store.read(GeneralPause::reason);
    }

    static Optional<String> reason(Connection connection) throws SQLException {
        return Rows.first(
                connection, row -> row.getString(1), "SELECT value FROM facts_of_store WHERE name = ?", PAUSED);
    }

    /** Until the end of the transaction: a run doesn't open while another node pauses all. */
    static void holdOpening(Connection connection) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO facts_of_store (name, value) VALUES ('opening', '') ON CONFLICT (name) DO UPDATE SET value = ''");
    }

    private List<Run> moveAll(Connection connection, RunState from, RunState to, @Nullable String reason, String who)
            throws SQLException {
        String now = store.dialect().now();
        List<Run> moved = Rows.list(
                connection, Run::read, Runs.SELECT + "WHERE state = ? ORDER BY fire_at DESC, campaign", from.name());
        Rows.change(
                connection,
                "UPDATE runs SET state = ?, reason = ?, changed_at = " + now + " WHERE state = ?",
                to.name(),
                reason,
                from.name());
        Audit.add(connection, now, who, to.name().toLowerCase(Locale.ROOT), "all runs", reason);
        return moved;
    }
}

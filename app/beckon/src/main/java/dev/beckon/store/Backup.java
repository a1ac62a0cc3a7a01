package dev.beckon.store;

import dev.beckon.workspace.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Copies of the embedded store, and what keeps a restored store from sending again. A PostgreSQL server has its own tools
 * for the copy.
 */
public final class Backup {

    private static final String HELD = "restored from a backup: what was planned then may have gone out since";

    /** More runs than there ever are between a backup and a restore. */
    private static final int LOST_RUNS = 10_000;

    private final Store store;

    public Backup(Store store) {
        this.store = store;
    }

    /**
     * Writes a copy while others go on.
     *
     * @param file only its owner may read it
     * @throws java.nio.file.FileAlreadyExistsException if it is there
     * @throws IllegalStateException if the store is a server
     */
    public void writeTo(Path file) throws IOException {
        if (store.dialect() != Dialect.SQLITE) {
            throw new IllegalStateException("A PostgreSQL store is copied by pg_dump");
        }
        // The engine takes an empty file for none.
        PrivateFiles.file(file);
        store.read(connection -> {
            try (var statement = connection.prepareStatement("VACUUM INTO ?")) {
                statement.setString(1, file.toAbsolutePath().toString());
                return statement.execute();
            } catch (SQLException e) {
                throw new StoreUnavailable(e);
            }
        });
    }

    /**
     * Holds every run that isn't over until a person releases it, and those that were due before now and that the backup
     * doesn't know; puts whatever was on its way in doubt. The schedule makes up for nothing since the backup: it may have
     * run.
     *
     * @return how many runs are held
     */
    public int hold(String who) {
        return store.transaction(connection -> {
            String now = store.dialect().now();
            int held = Rows.change(
                    connection,
                    "UPDATE runs SET state = 'HELD', reason = ?, changed_at = " + now
                            + " WHERE state IN ('OPEN', 'PAUSED')",
                    HELD);
            Rows.change(
                    connection,
                    "UPDATE outbox SET state = 'IN_DOUBT', code = 'restored', detail = 'was being sent at the backup',"
                            + " owner = NULL, lease_until = NULL, fence = fence + 1, changed_at = " + now
                            + " WHERE state = 'SENDING'");
            Rows.change(
                    connection,
                    "UPDATE outbox SET state = 'PLANNED', owner = NULL, lease_until = NULL, fence = fence + 1, changed_at = "
                            + now + " WHERE state = 'CLAIMED'");
            ScheduledRuns.forget(connection);
            Rows.change(
                    connection,
                    "INSERT INTO facts_of_store (name, value) SELECT 'first run', CAST(coalesce(max(number), 0) + "
                            + LOST_RUNS + " AS TEXT) FROM runs WHERE true"
                            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
            Rows.change(
                    connection,
                    "INSERT INTO facts_of_store (name, value) SELECT ?, CAST(" + now + " AS TEXT) WHERE true"
                            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    Runs.RESTORED);
            Audit.add(connection, now, who, "restore", "store", held + " runs held");
            return held;
        });
    }
}

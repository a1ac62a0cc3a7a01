package dev.beckon.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The database that everything durable is in. SQLite is written through (WAL, {@code synchronous=FULL}); PostgreSQL is
 * for several nodes. Thread-safe.
 */
public final class Store implements AutoCloseable {

    private static final Duration BUSY = Duration.ofSeconds(30);
    private static final int TRIES = 5;

    private final HikariDataSource source;
    private final Dialect dialect;

    /** SQLite lets one write at a time and makes the others poll; waiting here costs nothing. */
    private final @Nullable Lock writing;

    private Store(HikariDataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
        this.writing = dialect == Dialect.SQLITE ? new ReentrantLock(true) : null;
    }

    /**
     * Connects and brings the tables up to date.
     *
     * @throws StoreUnavailable if there is no database, or it isn't one of ours
     */
    public static Store open(StoreSettings settings) {
        Dialect dialect = Dialect.of(settings.url());
        HikariDataSource source = null;
        try {
            source = new HikariDataSource(config(settings, dialect));
            Flyway.configure(Store.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/beckon/store/migration")
                    .placeholders(java.util.Map.of("bytes", dialect.bytes()))
                    .load()
                    .migrate();
            return new Store(source, dialect);
        } catch (RuntimeException e) {
            if (source != null) {
                source.close();
            }
            throw new StoreUnavailable(e);
        }
    }

    private static HikariConfig config(StoreSettings settings, Dialect dialect) {
        var config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setPoolName("store");
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
        if (dialect == Dialect.SQLITE) {
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("busy_timeout", String.valueOf(BUSY.toMillis()));
            // A transaction that reads first and writes later would be refused when another has written in between.
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        } else {
            // A server that vanished must be noticed long before leases run out.
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            // Else messages of failed statements quote the rows: addresses.
            config.addDataSourceProperty("logServerErrorDetail", "false");
            // Each statement must see what was committed before it, whatever the server's default is.
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            // A server that forgets what it said it had written would have messages sent again.
            config.setConnectionInitSql("SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
        }
        return config;
    }

    /** What is done within one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /**
     * All of it is kept, or nothing. If the database gives it up for the sake of another transaction, it is done again: the
     * work changes nothing but the database.
     *
     * @throws StoreUnavailable if the database refuses. If the connection was lost while committing, the work may have been
     *     kept all the same
     */
    public <T> T transaction(Work<T> work) {
        if (writing == null) {
            return committed(work);
        }
        writing.lock();
        try {
            return committed(work);
        } finally {
            writing.unlock();
        }
    }

    private <T> T committed(Work<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return committedOnce(work);
            } catch (SQLException e) {
                if (tries == TRIES || !isSacrificed(e)) {
                    throw new StoreUnavailable(e);
                }
            }
        }
    }

    /** Deadlock or conflict: surely rolled back. */
    private static boolean isSacrificed(SQLException e) {
        return "40P01".equals(e.getSQLState()) || "40001".equals(e.getSQLState());
    }

    private <T> T committedOnce(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean kept = false;
            try {
                T result = work.in(connection);
                connection.commit();
                kept = true;
                return result;
            } finally {
                if (!kept) {
                    rollBack(connection);
                }
                restore(connection);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            // The database forgets a transaction whose connection is lost.
        }
    }

    private static void restore(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            // The pool drops it.
        }
    }

    /** Reads, without a transaction: writers aren't held up. */
    public <T> T read(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.in(connection);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    /**
     * As {@link #read}, for many rows: a server sends them bit by bit within a transaction only. SQLite does so without one,
     * which would keep writers waiting. Nothing is done twice.
     */
    public <T> T stream(Work<T> work) {
        if (dialect == Dialect.SQLITE) {
            return read(work);
        }
        try {
            return committedOnce(work);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    /**
     * Overwrites what was deleted, as far as the database leaves that to its users: a server sweeps by itself.
     *
     * @return false if others are at work in it, so that it couldn't be done
     */
    boolean sweep() {
        if (dialect != Dialect.SQLITE) {
            return true;
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return row.next() && row.getInt(1) == 0;
            }
        } catch (SQLException busy) {
            return false;
        }
    }

    /** @throws StoreUnavailable if the embedded store's file can't be read in full; a server looks after its own */
    void refuseDamaged() {
        if (dialect == Dialect.SQLITE) {
            String found =
                    read(connection -> Rows.first(connection, row -> row.getString(1), "PRAGMA integrity_check(1)")
                            .orElse(""));
            if (!found.equals("ok")) {
                throw new StoreUnavailable(new SQLException(found));
            }
        }
    }

    /** The time of the database's clock, the only one that all nodes share. */
    public Instant now() {
        return Instant.ofEpochMilli(read(connection -> Rows.number(connection, "SELECT " + dialect.now())));
    }

    /**
     * The same clock for many questions: asked again now and then.
     *
     * @throws StoreUnavailable if it can't be asked now; later it keeps time by itself
     */
    public InstantSource clock() {
        return new StoreClock(this);
    }

    Dialect dialect() {
        return dialect;
    }

    @Override
    public void close() {
        source.close();
    }
}

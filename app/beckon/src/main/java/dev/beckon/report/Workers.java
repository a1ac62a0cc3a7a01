package dev.beckon.report;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/** Threads that read the same database, each task by a connection of its own. Tasks begin in the order they are given. */
final class Workers implements AutoCloseable {

    /** Work that reads the database. */
    @FunctionalInterface
    interface Task<T> {
        T run(Connection connection) throws SQLException, IOException;
    }

    private final DuckDBConnection connection;
    private final ExecutorService threads;

    Workers(Connection connection, int threads) throws SQLException {
        this.connection = connection.unwrap(DuckDBConnection.class);
        this.threads = Executors.newFixedThreadPool(threads);
    }

    <T> Future<T> begin(Task<T> task) {
        return threads.submit(() -> {
            try (Connection own = connection.duplicate()) {
                return task.run(own);
            }
        });
    }

    /** Waits for what a task came to, or throws what it threw. */
    static <T> T result(Future<T> begun) throws SQLException, IOException {
        try {
            return begun.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were written");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Begins nothing more, and waits for what has begun. */
    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were written");
        }
    }
}

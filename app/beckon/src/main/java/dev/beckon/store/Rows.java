package dev.beckon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs statements. Parameters may be null, text, whole numbers or bytes. */
final class Rows {

    private static final int FETCHED = 10_000;

    private Rows() {}

    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @return how many rows it changed */
    static int change(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> list(Connection connection, Reader<T> reader, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                var all = new ArrayList<T>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            }
        }
    }

    @FunctionalInterface
    interface Visitor {
        void visit(ResultSet row) throws SQLException;
    }

    /** However many there are: within {@link Store#stream} they aren't held in memory. */
    static void each(Connection connection, Visitor visitor, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED);
            set(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                }
            }
        }
    }

    static <T> Optional<T> first(Connection connection, Reader<T> reader, String sql, @Nullable Object... parameters)
            throws SQLException {
        return list(connection, reader, sql, parameters).stream().findFirst();
    }

    /** The first column of the first row; 0 where there is none. */
    static long number(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        return first(connection, row -> row.getLong(1), sql, parameters).orElse(0L);
    }

    static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}

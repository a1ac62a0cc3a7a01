package dev.beckon.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows that are few: groups, samples. */
final class Rows {

    /** Makes a value of the row that the cursor stands on. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Rows() {}

    static <T> List<T> list(Connection connection, Reader<T> reader, String sql, Object... parameters)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (row.next()) {
                    found.add(reader.read(row));
                }
                return found;
            }
        }
    }

    static long count(Connection connection, String sql, Object... parameters) throws SQLException {
        return list(connection, row -> row.getLong(1), sql, parameters).get(0);
    }

    static List<String> columns(Connection connection, String schema, String table) throws SQLException {
        return list(
                connection,
                row -> row.getString(1),
                "select column_name from information_schema.columns where table_schema = ? and table_name = ?"
                        + " order by ordinal_position",
                schema,
                table);
    }
}

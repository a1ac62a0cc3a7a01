package dev.beckon.features;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values by column, by the first column of their row. */
public record Rows(Map<String, Map<String, @Nullable Object>> byKey) {

    public Map<String, @Nullable Object> get(String key) {
        return Objects.requireNonNull(byKey.get(key), key);
    }

    /** A value as text. */
    public String text(String key, String column) {
        return String.valueOf(get(key).get(column));
    }

    public static Rows of(Connection connection, String sql) throws SQLException {
        var table = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new LinkedHashMap<String, @Nullable Object>();
                for (int i = 2; i <= columns; i++) {
                    row.put(rows.getMetaData().getColumnName(i), rows.getObject(i));
                }
                table.put(rows.getString(1), row);
            }
        }
        return new Rows(table);
    }

    /** A CSV file of expected results, all values as text. */
    public static Rows ofFile(java.nio.file.Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return of(connection, "SELECT * FROM read_csv('" + file + "', all_varchar = true)");
        }
    }
}

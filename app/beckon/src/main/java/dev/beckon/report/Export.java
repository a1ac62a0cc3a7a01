package dev.beckon.report;

import dev.beckon.database.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Streams query results from the database into files. */
final class Export {

    private Export() {}

    /** RFC 4180: UTF-8, comma, CR LF, quotes where needed, a header. */
    static void csv(Connection connection, String query, Path file) throws SQLException {
        copy(connection, query, file, "format csv, header, new_line '\\r\\n'");
    }

    static void parquet(Connection connection, String query, Path file) throws SQLException {
        copy(connection, query, file, "format parquet, compression zstd, row_group_size 122880");
    }

    private static void copy(Connection connection, String query, Path file, String options) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("copy (" + query + ") to " + Sql.text(file.toString()) + " (" + options + ")");
        }
    }
}

package dev.beckon.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Runs this package's SQL files. */
final class Sql {

    private Sql() {}

    /** Runs every statement of a file that stands beside this class. */
    static void runFile(Connection connection, String file) throws SQLException {
        try (var in = Objects.requireNonNull(Sql.class.getResourceAsStream(file), file)) {
            for (String statement : new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*\\n")) {
                if (!statement.isBlank()) {
                    run(connection, statement);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

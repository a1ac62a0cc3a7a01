package dev.beckon.data;

import dev.beckon.data.SourceSettings.JdbcSettings;
import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.feedback.SourceUnavailable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The rows of a query, fetched piece by piece. Messages never hold the address, user or password. */
final class JdbcRows {

    private static final int FETCH = 5_000;

    /** The driver would write parts of a wrong address to stderr. Held here, since loggers are held weakly. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    private final SourceSettings settings;

    JdbcRows(SourceSettings settings) {
        this.settings = settings;
    }

    /** The columns, after all rows have gone to the staging; a row's line is its number in the result. */
    List<StagedColumn> read(Staging staging) {
        JdbcSettings jdbc = settings.jdbc().orElseThrow();
        requireDriver(jdbc.url());
        try (Connection connection = DriverManager.getConnection(jdbc.url(), login(jdbc))) {
            // PostgreSQL only fetches piece by piece inside a transaction
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH);
                try (ResultSet result = statement.executeQuery(jdbc.query())) {
                    return stage(result, staging, jdbc.url().startsWith("jdbc:sqlite:"));
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new SourceUnavailable(
                    "source '" + settings.name() + "': the database refused (SQL state " + e.getSQLState() + ", code "
                            + e.getErrorCode() + "). Maybe url, user, password or query of beckon.yaml are wrong");
        }
    }

    private void requireDriver(String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new SourceUnavailable("source '" + settings.name()
                    + "': there is no driver for this kind of database. Maybe url must begin"
                    + " with jdbc:postgresql: or jdbc:sqlite:");
        }
    }

    private static Properties login(JdbcSettings jdbc) {
        var login = new Properties();
        jdbc.user().ifPresent(user -> login.setProperty("user", user));
        jdbc.password().ifPresent(password -> login.setProperty("password", password));
        return login;
    }

    private static List<StagedColumn> stage(ResultSet result, Staging staging, boolean untyped) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        var titles = new ArrayList<@Nullable String>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            titles.add(meta.getColumnLabel(i));
        }
        List<StagedColumn> named = Columns.of(titles);
        var columns = new ArrayList<StagedColumn>();
        for (int i = 1; i <= named.size(); i++) {
            StagedColumn column = named.get(i - 1);
            // SQLite's columns may hold values of any type
            String type = untyped ? "VARCHAR" : engineType(meta.getColumnType(i), meta.getColumnTypeName(i));
            columns.add(new StagedColumn(column.title(), column.sql(), type));
        }
        long line = 0;
        while (result.next()) {
            var values = new ArrayList<@Nullable String>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                values.add(text(result, i, columns.get(i - 1).type()));
            }
            staging.row(0, ++line, values);
        }
        return columns;
    }

    private static String engineType(int type, String name) {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> "BIGINT";
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> "DOUBLE";
            case Types.BIT, Types.BOOLEAN -> "BOOLEAN";
            case Types.DATE -> "DATE";
            case Types.TIMESTAMP -> name.equalsIgnoreCase("timestamptz") ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
            case Types.TIMESTAMP_WITH_TIMEZONE -> "TIMESTAMP WITH TIME ZONE";
            default -> "VARCHAR";
        };
    }

    private static @Nullable String text(ResultSet result, int column, String type) throws SQLException {
        return switch (type) {
            case "DATE" -> string(result.getObject(column, LocalDate.class));
            case "TIMESTAMP" -> string(result.getObject(column, LocalDateTime.class));
            case "TIMESTAMP WITH TIME ZONE" -> string(result.getObject(column, OffsetDateTime.class));
            default -> {
                Object value = result.getObject(column);
                yield value instanceof BigDecimal number ? number.toPlainString() : string(value);
            }
        };
    }

    private static @Nullable String string(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

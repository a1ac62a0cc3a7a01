package dev.beckon.report;

import dev.beckon.database.SpreadsheetCell;
import dev.beckon.database.Sql;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Currency;

/** The plan's rows as files for other tools. */
final class PlanFiles {

    static final String MESSAGES = "messages.csv";
    static final String SKIPS = "skips.csv";
    static final String DECISIONS = "decisions.parquet";
    static final String PLANNED_MESSAGES = "messages.parquet";
    static final String PLANNED_SKIPS = "skips.parquet";

    private final Connection connection;
    private final int minorDigits;

    PlanFiles(Connection connection, Currency currency) {
        this.connection = connection;
        this.minorDigits = Math.max(0, currency.getDefaultFractionDigits());
    }

    /** Money in major units; times in UTC, ISO 8601. */
    void messages(String campaign, Path folder) throws SQLException {
        String query = "select "
                + String.join(
                        ", ",
                        SpreadsheetCell.inertColumn("campaign"),
                        SpreadsheetCell.inertColumn("customer_id"),
                        "channel",
                        "language",
                        SpreadsheetCell.inertColumn("address"),
                        "strftime(send_at, '%Y-%m-%dT%H:%M:%SZ') as send_at",
                        "time_zone",
                        SpreadsheetCell.inertColumn("action"),
                        "priority",
                        shifted("value", minorDigits) + " as value",
                        shifted("cost_micros", 6) + " as cost",
                        SpreadsheetCell.inertColumn("parameters"),
                        SpreadsheetCell.inertColumn("rule"));
        Export.csv(connection, query + from("messages", campaign), folder.resolve(MESSAGES));
    }

    /** A whole number with its last digits behind the point, exactly. */
    private static String shifted(String column, int digits) {
        return "cast(" + column + " as decimal(19, 0)) * cast('1e-" + digits + "' as decimal(7, " + digits + "))";
    }

    /** The plan itself, with what each template reads: sending takes nothing else. */
    void plan(String campaign, Path folder) throws SQLException {
        Export.parquet(connection, "select *" + from("messages", campaign), folder.resolve(PLANNED_MESSAGES));
        Export.parquet(connection, "select *" + from("skips", campaign), folder.resolve(PLANNED_SKIPS));
    }

    void skips(String campaign, Path folder) throws SQLException {
        String query = "select "
                + String.join(
                        ", ",
                        SpreadsheetCell.inertColumn("campaign"),
                        SpreadsheetCell.inertColumn("customer_id"),
                        "gate",
                        SpreadsheetCell.inertColumn("reason"),
                        SpreadsheetCell.inertColumn("detail"),
                        SpreadsheetCell.inertColumn("rule"));
        Export.csv(connection, query + from("skips", campaign), folder.resolve(SKIPS));
    }

    /** In the order of the customers, as planning left them. */
    private static String from(String table, String campaign) {
        return " from plan." + table + " where campaign = " + Sql.text(campaign);
    }

    /** Writes everybody's decisions, in the order of their table, that of the ids. */
    static Path exportDecisions(Connection connection, Path file) throws SQLException {
        Export.parquet(connection, "select * from decisions", file);
        return file;
    }

    /** The decisions are the same for all campaigns of a preview, so that one file may have several names. */
    static void decisions(Path folder, Path exported) throws IOException {
        Path file = folder.resolve(DECISIONS);
        try {
            Files.createLink(file, exported);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(exported, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

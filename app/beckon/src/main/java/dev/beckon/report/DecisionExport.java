package dev.beckon.report;

import dev.beckon.database.SpreadsheetCell;
import dev.beckon.database.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everybody's decisions as a file: {@code customer_id, segments, tags, actions, channels, rules}. */
public final class DecisionExport {

    private DecisionExport() {}

    /** Whether a file of this name can be written: it ends in {@code .csv} or {@code .parquet}. */
    public static boolean canWrite(Path file) {
        return isCsv(file) || name(file).endsWith(".parquet");
    }

    /**
     * Writes the table {@code decisions} in its order, that of the ids, in whole or not at all.
     *
     * @throws IllegalArgumentException unless {@link #canWrite(Path)}
     */
    public static void write(Connection connection, Path file) throws SQLException, IOException {
        if (!canWrite(file)) {
            throw new IllegalArgumentException(file.getFileName() + " ends neither in .csv nor in .parquet");
        }
        Path whole = file.toAbsolutePath();
        Path fresh = whole.resolveSibling("." + whole.getFileName() + ".new");
        if (isCsv(file)) {
            Export.csv(connection, query(connection, true), fresh);
        } else {
            Export.parquet(connection, query(connection, false), fresh);
        }
        Files.move(fresh, whole, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String query(Connection connection, boolean forSpreadsheets) throws SQLException {
        String columns = Stream.of("customer_id", "segments", "tags", "actions", "channels", "rules")
                .map(column -> forSpreadsheets ? SpreadsheetCell.inertColumn(column) : column)
                .collect(Collectors.joining(", "));
        return "select " + columns + " from (select customer_id, " + segments(connection)
                + " as segments, tags, actions, channels, rules from decisions)";
    }

    /** {@code RFM=Champions;Age group=Young}. */
    private static String segments(Connection connection) throws SQLException {
        String each = FiguresQuery.dimensions(connection).stream()
                .map(dimension ->
                        Sql.text(";" + dimension + "=") + ", " + Sql.name(FiguresQuery.SEGMENT_PREFIX + dimension))
                .collect(Collectors.joining(", "));
        return each.isEmpty() ? "''" : "substr(concat(" + each + "), 2)";
    }

    private static boolean isCsv(Path file) {
        return name(file).endsWith(".csv");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}

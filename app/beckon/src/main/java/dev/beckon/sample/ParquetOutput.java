package dev.beckon.sample;

import dev.beckon.sample.SampleTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Typed Parquet files, one a slice and table; the truth stays CSV. A cell that doesn't fit its column's type, such as
 * a broken date, is missing there: Parquet can't hold it.
 */
final class ParquetOutput implements Output {

    private static final int SLICE = 25_000;

    private final Path folder;
    private int parts;

    ParquetOutput(Path folder) {
        this.folder = folder;
    }

    @Override
    public int sliceSize() {
        return SLICE;
    }

    @Override
    public Map<SampleTable, Long> make(SampleCompany company, Slice slice) throws IOException {
        Map<SampleTable, Long> rows;
        boolean headerOfTruth = slice.number() == 0;
        try (var tables = new Tables(slice.folder(), headerOfTruth, SampleTable::plainCsvFile)) {
            company.write(slice.first(), slice.count(), tables);
            rows = tables.rows();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("SET TimeZone = '" + SampleCompany.SHOP_TIME + "'");
            for (SampleTable table : rows.keySet()) {
                if (table != SampleTable.TRUTH) {
                    statement.execute(conversion(table, slice.folder(), headerOfTruth));
                    Files.delete(slice.folder().resolve(table.plainCsvFile()));
                }
            }
        } catch (SQLException e) {
            throw new IOException("The data engine couldn't write Parquet into " + slice.folder(), e);
        }
        return rows;
    }

    @Override
    public void take(Slice slice) throws IOException {
        parts = slice.number() + 1;
        for (SampleTable table : SampleTable.values()) {
            if (table == SampleTable.TRUTH) {
                Path target = folder.resolve(table.csvFile());
                try (var out = Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    Files.copy(slice.folder().resolve(table.csvFile()), out);
                }
            } else if (table != SampleTable.PRODUCTS || slice.number() == 0) {
                Files.move(
                        slice.folder().resolve(table.parquetFile()), folder.resolve(table.parquetPart(slice.number())));
            }
        }
    }

    @Override
    public WrittenTable written(SampleTable table, Path target, long rows) {
        return switch (table) {
            case TRUTH -> new WrittenTable(target.resolve(table.csvFile()), 1, rows);
            case PRODUCTS -> new WrittenTable(target.resolve(table.parquetPart(0)), 1, rows);
            default -> new WrittenTable(target.resolve(table.parquetPart(0)), parts, rows);
        };
    }

    private static String conversion(SampleTable table, Path folder, boolean header) {
        String names = table.columns.stream()
                .map(column -> "'" + column.name() + "': 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        String typed = table.columns.stream().map(ParquetOutput::typed).collect(Collectors.joining(", "));
        return "COPY (SELECT %s FROM read_csv('%s', auto_detect=false, header=%s, delim='%s', quote='\"', escape='\"', columns=%s)) TO '%s' (FORMAT parquet)"
                .formatted(
                        typed,
                        quoted(folder.resolve(table.plainCsvFile())),
                        header,
                        table.delimiter,
                        names,
                        quoted(folder.resolve(table.parquetFile())));
    }

    private static String typed(Column column) {
        String name = '"' + column.name() + '"';
        if (column.type().equals("VARCHAR")) {
            return name;
        }
        // DuckDB 2.0 moves a bare TRY_CAST into its CSV reader, where a bad cell becomes an error; trim keeps it out.
        return column.pattern().isEmpty()
                ? "TRY_CAST(trim(%s) AS %s) AS %s".formatted(name, column.type(), name)
                : "CAST(try_strptime(%s, '%s') AS %s) AS %s".formatted(name, column.pattern(), column.type(), name);
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }
}

package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.SpreadsheetCell;
import dev.beckon.database.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code out/rejected/SOURCE.csv}: one line for each row that was refused. */
final class RejectedFiles {

    private final Database database;
    private final Path folder;

    /** @param out the workspace's folder for what is written */
    RejectedFiles(Database database, Path out) {
        this.database = database;
        this.folder = out.resolve("rejected");
    }

    static void createTable(Database database) {
        database.run("CREATE TABLE loaded.rejected(source VARCHAR, file INTEGER, line BIGINT, \"column\" VARCHAR,"
                + " \"value\" VARCHAR, reason VARCHAR)");
        database.run("CREATE TABLE loaded.rejected_files(source VARCHAR, hash VARCHAR)");
    }

    /** @param files of each source, the names of its files in the order of their index */
    void write(Map<String, List<String>> files) {
        files.forEach(this::write);
    }

    private void write(String source, List<String> files) {
        Path file = folder.resolve(source + ".csv");
        String ofSource = " WHERE source = " + Sql.text(source);
        try {
            Files.createDirectories(folder);
            if (database.count("loaded.rejected" + ofSource) == 0) {
                Files.deleteIfExists(file);
            } else if (!isWritten(file, ofSource)) {
                write(file, files, ofSource);
                database.run("DELETE FROM loaded.rejected_files" + ofSource);
                database.run("INSERT INTO loaded.rejected_files VALUES (" + Sql.text(source) + ", "
                        + Sql.text(DataKey.sha256(file)) + ")");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if the file still is as the run that loaded the rows wrote it. */
    private boolean isWritten(Path file, String ofSource) {
        return Files.isRegularFile(file)
                && database.rows("SELECT hash FROM loaded.rejected_files" + ofSource, row -> row.getString(1))
                        .contains(DataKey.sha256(file));
    }

    private void write(Path file, List<String> files, String ofSource) throws IOException {
        Files.deleteIfExists(file);
        database.run(
                "COPY (SELECT " + fileName(files) + " AS file, line, " + cell("column") + ", " + cell("value") + ", "
                        + cell("reason") + " FROM loaded.rejected" + ofSource + " ORDER BY rejected.file, line) TO "
                        + Sql.text(file.toString()) + " (FORMAT csv, HEADER)");
    }

    private static String fileName(List<String> files) {
        String names = files.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
        return SpreadsheetCell.inert("coalesce(CAST(" + names + " AS VARCHAR[])[file + 1], 'query')");
    }

    private static String cell(String column) {
        return "nullif(" + SpreadsheetCell.inertUnlessNumber(Sql.name(column)) + ", '') AS " + Sql.name(column);
    }
}

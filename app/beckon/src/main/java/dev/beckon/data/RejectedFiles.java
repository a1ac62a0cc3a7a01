package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.DatabaseFailure;
import dev.beckon.database.Sql;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        String sql = "SELECT file, line, \"column\", \"value\", reason FROM loaded.rejected" + ofSource
                + " ORDER BY file, line";
        Files.deleteIfExists(file);
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            writer.write("file,line,column,value,reason\n");
            while (rows.next()) {
                writer.write(String.join(
                        ",",
                        cell(fileName(files, rows.getInt(1))),
                        rows.getString(2),
                        cell(rows.getString(3)),
                        cell(rows.getString(4)),
                        cell(rows.getString(5))));
                writer.write('\n');
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(sql, e);
        }
    }

    private static String fileName(List<String> files, int index) {
        return index < files.size() ? files.get(index) : "query";
    }

    /** Quoted where needed; what a spreadsheet would run as a formula gets an apostrophe in front. */
    static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String inert = "=+-@\t\r".indexOf(value.charAt(0)) >= 0 && !value.matches("[-+]?\\d+([.,]\\d+)?")
                ? "'" + value
                : value;
        return inert.matches("(?s).*[,\"\\n\\r].*") ? '"' + inert.replace("\"", "\"\"") + '"' : inert;
    }
}

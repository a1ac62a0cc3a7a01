package dev.beckon.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A source's rows inside the data engine, still as the source wrote them.
 *
 * @param relation a table or view with {@code file}, {@code line} and the columns
 * @param readRows all rows of the source, those that aren't in its form included
 */
record Staged(SourceSettings settings, String relation, List<StagedColumn> columns, List<Path> files, long readRows) {

    /**
     * @param title as the source calls it; without a header its 1-based number
     * @param sql its name in the relation
     * @param type the engine's type; VARCHAR for all text formats
     */
    record StagedColumn(String title, String sql, String type) {

        boolean isText() {
            return type.equals("VARCHAR");
        }
    }

    /** By title, or else by a title that differs only in case and outer blanks. */
    Optional<StagedColumn> column(String title) {
        return columns.stream()
                .filter(column -> column.title().equals(title))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.title().strip().equalsIgnoreCase(title.strip()))
                        .findFirst());
    }

    /** {@code of a.csv, b.csv}, for messages; empty for a query. */
    String fileNames() {
        return files.isEmpty()
                ? ""
                : files.stream()
                        .limit(3)
                        .map(file -> file.getFileName().toString())
                        .collect(Collectors.joining(", ", " of ", files.size() > 3 ? " ..." : ""));
    }

    List<String> titles() {
        return columns.stream().map(StagedColumn::title).toList();
    }
}

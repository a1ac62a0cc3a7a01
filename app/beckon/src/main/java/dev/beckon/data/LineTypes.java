package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of the orders' type column. Each is understood once, and gives a condition in SQL. */
final class LineTypes {

    private static final String TABLE = "work.line_types";

    /** What may be shown: a column that was mapped by mistake may hold people. */
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L} _-]{0,30}");

    private static final int SHOWN = 8;

    static final LineTypes NONE = new LineTypes();

    /** What was found in the file, by its meaning. */
    private final Map<String, List<String>> words = new HashMap<>();

    private LineTypes() {}

    /** Reads the words of the lines that are kept, and warns of those that nobody knows. */
    static LineTypes of(Database database, SourceSql source) {
        var types = new LineTypes();
        source.cell("type").ifPresent(cell -> {
            readWords(database, source, cell);
            types.sort(database);
            warnOfUnknown(database, source, cell);
        });
        return types;
    }

    /** To group a column as it stands is far cheaper than to clean each of its values. */
    private static void readWords(Database database, SourceSql source, Cell cell) {
        String column = source.column(cell.title()).orElseThrow().sql();
        String kept = source.kept().map(condition -> " WHERE " + condition).orElse("");
        database.run("CREATE TABLE " + TABLE + " AS SELECT *, " + meaning(source) + " AS meaning FROM (SELECT "
                + cell.typed() + " AS word, CAST(sum(n) AS BIGINT) AS n FROM (SELECT " + column
                + ", count(*) AS n FROM "
                + source.staged().relation() + kept + " GROUP BY " + column + ") GROUP BY ALL) WHERE word IS NOT NULL");
    }

    private static String meaning(SourceSql source) {
        String own = source.settings().types().entrySet().stream()
                .map(type -> " WHEN lower(" + Sql.text(type.getKey()) + ") THEN "
                        + Sql.text(type.getValue().word()))
                .collect(Collectors.joining());
        return own.isEmpty() ? "line_meaning(word)" : "CASE lower(word)" + own + " ELSE line_meaning(word) END";
    }

    private void sort(Database database) {
        database.rows(
                        "SELECT meaning, word FROM " + TABLE + " WHERE meaning IS NOT NULL ORDER BY word",
                        row -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> words.computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                        .add(entry.getValue()));
    }

    Optional<String> cancelled() {
        return oneOf(LineMeaning.CANCELLED);
    }

    /** Lines that are negative, whichever sign the file gives them. */
    Optional<String> paidBack() {
        return oneOf(LineMeaning.RETURNED, LineMeaning.REFUNDED);
    }

    Optional<String> refunded() {
        return oneOf(LineMeaning.REFUNDED);
    }

    /** A function, as the engine asks it once for each different value of a column and not once a row. */
    private Optional<String> oneOf(LineMeaning... meanings) {
        List<String> some = Arrays.stream(meanings)
                .flatMap(meaning -> words.getOrDefault(meaning.word(), List.of()).stream())
                .map(Sql::text)
                .toList();
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of("list_contains([" + String.join(", ", some) + "], type)");
    }

    private static void warnOfUnknown(Database database, SourceSql source, Cell cell) {
        record Unknown(String word, long lines) {}
        String unknown = TABLE + " WHERE meaning IS NULL";
        long count = database.count(unknown);
        if (count == 0) {
            return;
        }
        List<String> shown = database
                .rows(
                        "SELECT word, n FROM " + unknown + " ORDER BY n DESC, word LIMIT " + SHOWN,
                        row -> new Unknown(row.getString(1), row.getLong(2)))
                .stream()
                .filter(word -> WORD.matcher(word.word()).matches())
                .map(word -> "'" + word.word() + "' (" + counted(word.lines(), "line") + ")")
                .toList();
        long hidden = count - shown.size();
        String words = String.join(", ", shown)
                + (hidden == 0 ? "" : (shown.isEmpty() ? "" : " and ") + counted(hidden, "other word"));
        source.book()
                .alarm("column '" + cell.title() + "': Beckon doesn't know " + words
                        + ", so these lines count as sales. Maybe say what is meant: types: {WORD: cancelled}, or returned,"
                        + " refunded, sale");
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}

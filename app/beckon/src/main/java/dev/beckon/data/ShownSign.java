package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The decimal sign that a file's columns of numbers show, for one that could be read with either. */
final class ShownSign {

    /** A sign that isn't shown by then is one that must be named. */
    private static final int FIRST_LINES = 20_000;

    /** Of phone numbers and codes, which may look like decimals. */
    private static final String LEADING_ZERO = "'^0\\d'";

    private final Database database;
    private final SourceSql source;

    ShownSign(Database database, SourceSql source) {
        this.database = database;
        this.source = source;
    }

    /** Empty where no column shows one, or two show different ones. */
    Optional<Character> find() {
        var signs = new TreeSet<Character>();
        source.staged().columns().stream()
                .filter(StagedColumn::isText)
                .map(this::shownBy)
                .forEach(signs::addAll);
        return signs.size() == 1 ? Optional.of(signs.first()) : Optional.empty();
    }

    /** Of a column that holds nothing but numbers of one kind. */
    private List<Character> shownBy(StagedColumn column) {
        record Counts(long values, long point, long comma, long either, long codes) {
            boolean areDecimals(long readable) {
                return readable == values && either < values && codes == 0;
            }
        }
        Counts counts = database.rows(
                        "SELECT count(v), count(point), count(comma), count(*) FILTER (point IS NOT NULL AND comma IS NOT"
                                + " NULL), count(*) FILTER (regexp_matches(v, " + LEADING_ZERO
                                + ")) FROM (SELECT v, to_number_text(v, '.') AS point, to_number_text(v, ',') AS comma"
                                + " FROM (SELECT " + source.raw(column) + " AS v FROM "
                                + source.staged().relation() + " WHERE file = 0 AND line <= " + FIRST_LINES + "))",
                        row -> new Counts(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .get(0);
        if (counts.areDecimals(counts.comma())) {
            return List.of(',');
        }
        return counts.areDecimals(counts.point()) ? List.of('.') : List.of();
    }
}

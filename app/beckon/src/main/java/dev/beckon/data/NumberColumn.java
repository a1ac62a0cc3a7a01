package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A column of numbers. Which sign is the decimal one is named, or shown by some value of the column. */
final class NumberColumn {

    private static final String PLAIN = "'[-+]?\\d{1,12}(\\.\\d{1,6})?'";
    /** Thousands, or decimals of which there happen to be three. */
    static final String DOT_THREE = "'[-+]?[1-9]\\d{0,2}\\.\\d{3}'";

    private static final double STRAY = 0.01;

    private final Database database;
    private final Staged staged;
    private final SourceBook book;
    private final String field;
    private final StagedColumn column;
    private final String raw;
    private final ShownSign shownElsewhere;

    /** @param shownElsewhere the decimal sign where this column alone doesn't show it */
    NumberColumn(
            Database database,
            Staged staged,
            SourceBook book,
            String field,
            StagedColumn column,
            String raw,
            ShownSign shownElsewhere) {
        this.database = database;
        this.staged = staged;
        this.book = book;
        this.field = field;
        this.column = column;
        this.raw = raw;
        this.shownElsewhere = shownElsewhere;
    }

    /** SQL of a DECIMAL(18, 6). */
    String decimal() {
        return "TRY_CAST(" + number() + " AS DECIMAL(18, 6))";
    }

    /** SQL of a BIGINT; null where the number has a fraction. */
    String whole() {
        String decimal = decimal();
        return "CASE WHEN " + decimal + " = floor(" + decimal + ") THEN TRY_CAST(" + decimal + " AS BIGINT) END";
    }

    private String number() {
        if (EngineTypes.isNumber(column.type())) {
            return column.sql();
        }
        Counts counts = counts();
        if (counts.odd() == 0 && staged.settings().decimal().orElse(counts.sign()) == '.' && !counts.doubtful()) {
            return raw;
        }
        char sign = staged.settings().decimal().orElseGet(() -> sign(counts));
        String signs = sign + staged.settings().thousands().map(String::valueOf).orElse("");
        String read = "to_number_text(" + raw + ", " + Sql.text(signs) + ")";
        return sign == '.'
                ? "CASE WHEN regexp_full_match(" + raw + ", " + PLAIN + ") THEN " + raw + " ELSE " + read + " END"
                : read;
    }

    /**
     * @param odd values that aren't digits with at most a decimal point
     * @param dotted plain values with a point
     * @param dotThree those of them with three digits after it
     */
    private record Counts(long odd, long dotted, long dotThree) {

        boolean doubtful() {
            return dotted > 0 && dotted == dotThree;
        }

        char sign() {
            return doubtful() ? ' ' : '.';
        }
    }

    private Counts counts() {
        return database.rows(
                        "SELECT count(*) FILTER (NOT regexp_full_match(value, " + PLAIN + ")), count(*) FILTER"
                                + " (contains(value, '.') AND regexp_full_match(value, " + PLAIN + ")), count(*) FILTER"
                                + " (contains(value, '.') AND regexp_full_match(value, " + DOT_THREE
                                + ")) FROM (SELECT "
                                + raw + " AS value FROM " + staged.relation() + ") WHERE value IS NOT NULL",
                        row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .get(0);
    }

    private char sign(Counts counts) {
        Map<String, Long> shapes = new HashMap<>();
        database.rows(
                        "SELECT number_shape(" + raw + ") AS shape, count(*) FROM " + staged.relation() + " WHERE "
                                + raw + " IS NOT NULL AND NOT regexp_full_match(" + raw + ", " + PLAIN
                                + ") GROUP BY shape",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> shapes.put(entry.getKey(), entry.getValue()));
        long point = shapes.getOrDefault(NumberText.DOT_DECIMAL, 0L) + counts.dotted() - counts.dotThree();
        long comma = shapes.getOrDefault(NumberText.COMMA_DECIMAL, 0L);
        long dotThree = shapes.getOrDefault(NumberText.DOT_THREE, 0L) + counts.dotThree();
        if (Math.min(point, comma) > STRAY * (point + comma)) {
            refuse("both decimal points and decimal commas, such as '" + example(NumberText.DOT_DECIMAL) + "' and '"
                    + example(NumberText.COMMA_DECIMAL) + "'");
        } else if (point + comma == 0 && dotThree > 0) {
            Optional<Character> shown = shownElsewhere.find();
            if (shown.isPresent()) {
                book.alarm("column '" + column.title() + "': the point before three digits is read as a "
                        + (shown.get() == '.' ? "decimal point" : "thousands separator")
                        + ", as other columns of the file show");
                return shown.get();
            }
            refuse("numbers such as '" + example(NumberText.DOT_THREE) + "', which could be thousands or decimals");
        }
        if (point + comma == 0 && shapes.containsKey(NumberText.COMMA_THREE)) {
            book.warn("column '" + column.title()
                    + "': the comma in numbers such as 1,234 is read as a thousands separator");
        }
        return comma > point ? ',' : '.';
    }

    private void refuse(String what) {
        staged.settings()
                .report(
                        staged.settings().yaml().has("decimal") ? "decimal" : "columns",
                        "column '" + column.title() + "' (" + field + ")" + staged.fileNames() + " has " + what,
                        "name the decimal sign: decimal: \".\" or decimal: \",\"");
    }

    private String example(String shape) {
        return database.rows(
                        "SELECT " + raw + " FROM " + staged.relation() + " WHERE number_shape(" + raw + ") = "
                                + Sql.text(shape) + " ORDER BY file, line LIMIT 1",
                        row -> row.getString(1))
                .get(0);
    }
}

package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A column of dates or times. Its format is inferred from all of its values; a column in which no value tells day and
 * month apart is refused.
 */
final class DateColumn {

    private static final String ISO = "'\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)?'";
    private static final String ISO_OFFSET =
            "'\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?(Z|[+-]\\d{2}(:\\d{2})?)'";
    /** Up to this share of values may contradict the order of day and month that all others show. */
    private static final double STRAY = 0.01;

    /** So many lines of a file tell whether a format fits. */
    private static final int FIRST_LINES = 1_000;

    private final Database database;
    private final Staged staged;
    private final String field;
    private final StagedColumn column;
    private final String raw;

    DateColumn(Database database, Staged staged, String field, StagedColumn column, String raw) {
        this.database = database;
        this.staged = staged;
        this.field = field;
        this.column = column;
        this.raw = raw;
    }

    /** SQL of a DATE, without regard to offsets. */
    String date() {
        if (column.type().equals("DATE")) {
            return column.sql();
        }
        return "CAST(" + (isTyped() ? "CAST(" + column.sql() + " AS TIMESTAMP)" : text().naive()) + " AS DATE)";
    }

    /** SQL of a TIMESTAMP of the zone's wall clock. */
    String wallTime(ZoneId zone) {
        if (isTyped()) {
            return column.type().endsWith("ZONE")
                    ? new WallClock(zone).ofUtc(utcOfInstant())
                    : "CAST(" + column.sql() + " AS TIMESTAMP)";
        }
        return text().inZone(zone.getId());
    }

    /** SQL of a TIMESTAMP in UTC; values without an offset are wall times of the zone. */
    String utc(ZoneId zone) {
        if (isTyped()) {
            return column.type().endsWith("ZONE")
                    ? utcOfInstant()
                    : new WallClock(zone).toUtc("CAST(" + column.sql() + " AS TIMESTAMP)");
        }
        Text text = text();
        String naive = "timezone('UTC', timezone(" + Sql.text(zone.getId()) + ", " + text.naive() + "))";
        return text.offsets() == null
                ? naive
                : "CASE WHEN " + text.hasOffset() + " THEN timezone('UTC', " + text.offsets() + ") ELSE " + naive
                        + " END";
    }

    /** An instant is kept as the microseconds since 1970, so that nobody's calendar needs to be asked. */
    private String utcOfInstant() {
        return "make_timestamp(epoch_us(" + column.sql() + "))";
    }

    private boolean isTyped() {
        return column.type().equals("DATE") || column.type().startsWith("TIMESTAMP");
    }

    /** SQL of the times without an offset, and of those with one where the column has any. */
    private record Text(
            String naive,
            @org.jspecify.annotations.Nullable String hasOffset,
            @org.jspecify.annotations.Nullable String offsets) {

        String inZone(String zone) {
            return offsets == null
                    ? naive
                    : "CASE WHEN " + hasOffset + " THEN timezone(" + Sql.text(zone) + ", " + offsets + ") ELSE " + naive
                            + " END";
        }
    }

    private Text text() {
        Optional<String> named = staged.settings().dateFormat(field, column.title());
        if (named.isPresent()) {
            return named(named.get());
        }
        record Counts(long naive, long offsets, long others) {}
        Counts counts = database.rows(
                        "SELECT count(*) FILTER (naive), count(*) FILTER (with_offset), count(*) FILTER (NOT naive AND NOT"
                                + " with_offset) FROM (SELECT regexp_full_match(" + raw + ", " + ISO
                                + ") AS naive, regexp_full_match(" + raw + ", " + ISO_OFFSET + ") AS with_offset FROM "
                                + staged.relation() + ")",
                        row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .get(0);
        if (counts.others() > 0) {
            return mixed(read(order()));
        }
        return new Text(
                "TRY_CAST(" + raw + " AS TIMESTAMP)",
                counts.offsets() > 0 ? "regexp_full_match(" + raw + ", " + ISO_OFFSET + ")" : null,
                counts.offsets() > 0 ? "TRY_CAST(" + raw + " AS TIMESTAMPTZ)" : null);
    }

    /** Values in the international form don't need the slower reader of all other forms. */
    private Text mixed(Text others) {
        return new Text(
                "CASE WHEN regexp_full_match(" + raw + ", " + ISO + ") THEN TRY_CAST(" + raw + " AS TIMESTAMP) ELSE "
                        + others.naive() + " END",
                others.hasOffset(),
                others.offsets());
    }

    private Text named(String format) {
        boolean isForeign = PatternProposal.isForeign(format);
        if (isForeign || !DatePattern.understands(format)) {
            staged.settings()
                    .report(
                            "date-format",
                            "'" + format + "' is no date format",
                            PatternProposal.insteadOf(format)
                                    .map(pattern -> "'" + pattern + "'")
                                    .orElse("letters such as dd/MM/yyyy HH:mm, or one of "
                                            + String.join(", ", DatePattern.WORDS)));
            return new Text("CAST(NULL AS TIMESTAMP)", null, null);
        }
        Text text = readAs(format);
        if (staged.settings().meansDateFormat(field, column.title())) {
            refuseMistaken(format, text);
        }
        return text;
    }

    private Text readAs(String format) {
        Optional<String> strptime = DatePattern.strptime(format);
        if (strptime.isEmpty()) {
            return read(format);
        }
        return new Text("try_strptime(" + raw + ", " + Sql.text(strptime.get()) + ")", null, null);
    }

    /** A format that no value at the top of the file has, while the first one plainly has another. */
    private void refuseMistaken(String format, Text text) {
        record Seen(long values, long read) {}
        String first = staged.relation() + " WHERE line <= " + FIRST_LINES + " AND " + raw + " IS NOT NULL";
        Seen seen = database.rows(
                        "SELECT count(*), count(" + text.naive() + ") FROM " + first,
                        row -> new Seen(row.getLong(1), row.getLong(2)))
                .get(0);
        if (seen.values() == 0 || seen.read() > 0) {
            return;
        }
        String example = database.rows(
                        "SELECT " + raw + " FROM " + first + " ORDER BY file, line LIMIT 1", row -> row.getString(1))
                .get(0);
        PatternProposal.of(example, !format.startsWith("M"))
                .filter(proposal -> !proposal.equals(format))
                .ifPresent(proposal -> staged.settings()
                        .report(
                                "date-format",
                                "the first dates in column '" + column.title() + "'" + staged.fileNames()
                                        + " aren't written as '" + format + "'",
                                "'" + proposal + "'"));
    }

    private Text read(String how) {
        String text = "to_date_text(" + raw + ", " + Sql.text(how) + ")";
        boolean offsets =
                database.number("SELECT count(*) FROM " + staged.relation() + " WHERE length(" + text + ") > 26")
                                .orElse(0)
                        > 0;
        return new Text(
                "TRY_CAST(substr(" + text + ", 1, 26) AS TIMESTAMP)",
                offsets ? "length(" + text + ") > 26" : null,
                offsets ? "TRY_CAST(" + text + " AS TIMESTAMPTZ)" : null);
    }

    private String order() {
        Map<String, Long> shapes = new HashMap<>();
        database.rows(
                        "SELECT date_shape(" + raw + ") AS shape, count(*) FROM " + staged.relation() + " WHERE " + raw
                                + " IS NOT NULL GROUP BY shape",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> shapes.merge(plain(entry.getKey()), entry.getValue(), Long::sum));
        long dayFirst = shapes.getOrDefault(DateText.DAY_FIRST, 0L);
        long monthFirst = shapes.getOrDefault(DateText.MONTH_FIRST, 0L);
        long ambiguous = shapes.getOrDefault(DateText.AMBIGUOUS, 0L);
        if (Math.min(dayFirst, monthFirst) > STRAY * (dayFirst + monthFirst)) {
            String dayBefore = example(DateText.DAY_FIRST);
            refuse(
                    "dates with the day first and dates with the month first, such as '" + dayBefore + "' and '"
                            + example(DateText.MONTH_FIRST) + "'",
                    dayBefore);
        } else if (dayFirst + monthFirst == 0 && ambiguous > 0) {
            String either = example(DateText.AMBIGUOUS);
            refuse("dates such as '" + either + "', which could be two days", either);
        }
        return monthFirst > dayFirst ? "mdy" : "dmy";
    }

    private static String plain(String shape) {
        boolean isShort = shape.endsWith(DateText.SHORT_YEAR);
        return isShort ? shape.substring(0, shape.length() - DateText.SHORT_YEAR.length()) : shape;
    }

    private void refuse(String what, String example) {
        String dayFirst = PatternProposal.of(example, true).orElse("dd/MM/yyyy");
        String monthFirst = PatternProposal.of(example, false).orElse("MM/dd/yyyy");
        staged.settings()
                .report(
                        staged.settings().yaml().has("date-format") ? "date-format" : "columns",
                        "column '" + column.title() + "'" + staged.fileNames() + " has " + what,
                        "name its format: date-format: {" + field + ": \"" + dayFirst + "\"} or {" + field + ": \""
                                + monthFirst + "\"}");
    }

    private String example(String shape) {
        return database.rows(
                        "SELECT " + raw + " FROM " + staged.relation() + " WHERE date_shape(" + raw + ") LIKE "
                                + Sql.text(shape + "%") + " ORDER BY file, line LIMIT 1",
                        row -> row.getString(1))
                .get(0);
    }
}

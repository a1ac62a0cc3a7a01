package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;

/** Ids: text with its leading zeros, but without the {@code .0} that a spreadsheet adds when some are missing. */
final class IdColumn {

    private final Database database;
    private final Staged staged;
    private final SourceBook book;

    IdColumn(Database database, Staged staged, SourceBook book) {
        this.database = database;
        this.staged = staged;
        this.book = book;
    }

    String sql(StagedColumn column, String raw) {
        if (column.type().equals("DOUBLE") || column.type().startsWith("DECIMAL")) {
            return "CASE WHEN " + column.sql() + " = floor(" + column.sql() + ") THEN CAST(CAST(" + column.sql()
                    + " AS BIGINT) AS VARCHAR) ELSE " + raw + " END";
        }
        if (!column.isText()) {
            return raw;
        }
        long withZero = counted(column, raw, "\\d+\\.0+");
        if (withZero == 0 || counted(column, raw, "\\d+\\.\\d*[1-9]\\d*") > 0) {
            return raw;
        }
        book.warn("column '" + column.title() + "': " + withZero + " ids such as 17850.0 read as 17850");
        return "regexp_replace(" + raw + ", '^(\\d+)\\.0+$', '\\1')";
    }

    private long counted(StagedColumn column, String raw, String pattern) {
        return database.number("SELECT count(*) FROM " + staged.relation() + " WHERE contains(" + column.sql()
                        + ", '.') AND regexp_full_match(" + raw + ", " + Sql.text(pattern) + ")")
                .orElse(0);
    }
}

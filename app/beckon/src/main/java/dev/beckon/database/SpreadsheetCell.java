package dev.beckon.database;

/** Writes text columns into SQL so that no spreadsheet runs their cells as formulas. */
public final class SpreadsheetCell {

    private SpreadsheetCell() {}

    /**
     * An apostrophe before cells that begin like a formula, also after a line break or tab and in the wide forms that
     * spreadsheets accept.
     */
    public static String inert(String column) {
        return "case when regexp_matches(" + column + ", '^[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]') then '''' || "
                + column + " else " + column + " end";
    }

    /** Selects the column under its own name. */
    public static String inertColumn(String column) {
        return inert(column) + " as " + Sql.name(column);
    }

    /** The same for columns that may hold numbers, which are left as they are. */
    public static String inertUnlessNumber(String column) {
        return "case when regexp_full_match(" + column + ", '[-+]?\\d+([.,]\\d+)?') then " + column + " else "
                + inert(column) + " end";
    }
}

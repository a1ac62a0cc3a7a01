package dev.beckon.data;

import dev.beckon.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What can be wrong with a row, in the order in which it is looked for. In SQL: the number of the first thing that is
 * wrong, 0 for a good row, so that one expression sorts all rows.
 */
final class Checks {

    /**
     * @param condition SQL that is true for a bad row
     * @param column the file's column
     * @param value SQL of the offending value as text
     */
    private record Check(String condition, String column, String value, String reason) {}

    private final List<Check> checks = new ArrayList<>();
    private String known = "";
    private int made;

    Checks refuse(String condition, String column, String value, String reason) {
        checks.add(new Check(condition, column, value, reason));
        return this;
    }

    /** The checks so far were made: a column holds the number of the one that failed, 0 for a good row. */
    Checks first(String column) {
        known = column;
        made = checks.size();
        return this;
    }

    /** The number of the last one. */
    int last() {
        return checks.size();
    }

    Checks unreadable(Cell cell, String reason) {
        return refuse(cell.unreadable(), cell.title(), cell.raw(), reason);
    }

    /** SQL of the number of the first check that fails; 0 for a good row. */
    String fault() {
        if (checks.isEmpty()) {
            return "0";
        }
        var sql = new StringBuilder("CASE");
        if (made > 0) {
            sql.append(" WHEN ").append(known).append(" > 0 THEN ").append(known);
        }
        for (int i = made; i < checks.size(); i++) {
            sql.append(" WHEN ")
                    .append(checks.get(i).condition())
                    .append(" THEN ")
                    .append(i + 1);
        }
        return sql.append(" ELSE 0 END").toString();
    }

    /** SQL of the offending value as text, where a column {@code fault} holds the number of the check that failed. */
    String offence() {
        return "CASE WHEN fault > 0 THEN " + chosen(Check::value) + " END";
    }

    /**
     * SQL that gives the rejected rows of a relation as {@code loaded.rejected} has them.
     *
     * @param from relation with file, line, fault and offence
     */
    String rejected(String source, String from) {
        return "SELECT " + Sql.text(source) + ", file, line, " + chosen(check -> Sql.text(check.column()))
                + ", offence, " + chosen(check -> Sql.text(check.reason())) + " FROM " + from + " WHERE fault > 0";
    }

    private String chosen(Function<Check, String> part) {
        var sql = new StringBuilder("CASE fault");
        for (int i = 0; i < checks.size(); i++) {
            sql.append(" WHEN ").append(i + 1).append(" THEN ").append(part.apply(checks.get(i)));
        }
        return sql.append(" END").toString();
    }
}

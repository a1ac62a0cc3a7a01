package dev.beckon.database;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes names and literals into SQL so that nothing in them can be taken for SQL. */
public final class Sql {

    private Sql() {}

    public static String text(String literal) {
        return "'" + literal.replace("'", "''") + "'";
    }

    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public static String texts(Collection<String> literals) {
        return literals.stream().map(Sql::text).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A moment in UTC as a literal. */
    public static String timestamp(java.time.Instant moment) {
        return "TIMESTAMP '"
                + moment.atOffset(java.time.ZoneOffset.UTC)
                        .toLocalDateTime()
                        .toString()
                        .replace('T', ' ') + "'";
    }
}

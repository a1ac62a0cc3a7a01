package dev.beckon.data;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes names and literals into SQL so that nothing in them can be taken for SQL. */
final class Sql {

    private Sql() {}

    static String text(String literal) {
        return "'" + literal.replace("'", "''") + "'";
    }

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String texts(Collection<String> literals) {
        return literals.stream().map(Sql::text).collect(Collectors.joining(", ", "(", ")"));
    }
}

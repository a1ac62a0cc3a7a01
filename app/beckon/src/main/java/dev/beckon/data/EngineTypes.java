package dev.beckon.data;

import dev.beckon.database.Sql;
import java.util.Set;

/** The few column types that Beckon tells apart, for the many that Parquet files and databases have. */
final class EngineTypes {

    private static final Set<String> WHOLE = Set.of(
            "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT");
    private static final Set<String> KEPT = Set.of("VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP");

    private EngineTypes() {}

    /** VARCHAR, BIGINT, DOUBLE, DECIMAL(..), BOOLEAN, DATE, TIMESTAMP or TIMESTAMP WITH TIME ZONE. */
    static String simple(String type) {
        if (WHOLE.contains(type)) {
            return "BIGINT";
        }
        if (type.equals("FLOAT") || type.equals("DOUBLE")) {
            return "DOUBLE";
        }
        if (type.startsWith("TIMESTAMP")) {
            return type.contains("ZONE") ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
        }
        return KEPT.contains(type) || type.startsWith("DECIMAL") ? type : "VARCHAR";
    }

    static String cast(String column, String type) {
        String simple = simple(type);
        return simple.equals(type) ? Sql.name(column) : "CAST(" + Sql.name(column) + " AS " + simple + ")";
    }

    static boolean isNumber(String simpleType) {
        return simpleType.equals("BIGINT") || simpleType.equals("DOUBLE") || simpleType.startsWith("DECIMAL");
    }
}

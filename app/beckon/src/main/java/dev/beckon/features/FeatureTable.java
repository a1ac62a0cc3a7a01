package dev.beckon.features;

import dev.beckon.database.Sql;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A narrow table {@code facts.<name>} with one row for each row of {@code facts.person}, in the same order, made of a
 * query. Whatever can write such a query can add facts about customers.
 *
 * @param columns those of the query that are kept, besides {@code customer_key}
 * @param isZero whether a customer without a row in the query has 0 in a column, not null
 */
record FeatureTable(String name, Collection<String> columns, Predicate<String> isZero, String sql) {

    /** A table whose columns are null for a customer without a row. */
    static FeatureTable of(String name, Collection<String> columns, String sql) {
        return new FeatureTable(name, columns, column -> false, sql);
    }

    FeatureTable named(String other) {
        return new FeatureTable(other, columns, isZero, sql);
    }

    String create() {
        return "CREATE OR REPLACE TABLE facts." + name + " AS\nSELECT person.customer_key, "
                + columns.stream().map(this::kept).collect(Collectors.joining(", "))
                + "\nFROM facts.person LEFT JOIN (" + sql + ") " + name + " ON " + name
                + ".customer_key = person.customer_key\nORDER BY person.rowid";
    }

    private String kept(String column) {
        String value = name + "." + Sql.name(column);
        return isZero.test(column) ? "coalesce(" + value + ", 0) AS " + Sql.name(column) : value;
    }
}

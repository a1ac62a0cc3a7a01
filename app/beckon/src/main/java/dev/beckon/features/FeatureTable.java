package dev.beckon.features;

import dev.beckon.database.Sql;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A narrow table {@code facts.<name>} with one row for each row of {@code facts.person}, in the same order, made of a
 * query. Whatever can write such a query can add facts about customers.
 *
 * @param columns those of the query that are kept, besides {@code customer_key}
 * @param isFact whether a column becomes one of the facts; the others only serve later tables
 * @param isZero whether a customer without a row in the query has 0 in a column, not null
 */
record FeatureTable(
        String name, Collection<String> columns, Predicate<String> isFact, Predicate<String> isZero, String sql) {

    /** A table all of whose columns are facts, null for a customer without a row. */
    static FeatureTable ofFacts(String name, Collection<String> columns, String sql) {
        return new FeatureTable(name, columns, column -> true, column -> false, sql);
    }

    String create() {
        return "CREATE OR REPLACE TABLE facts." + name + " AS\nSELECT person.customer_key, "
                + columns.stream().map(this::kept).collect(Collectors.joining(", "))
                + "\nFROM facts.person LEFT JOIN (" + sql + ") " + name + " ON " + name
                + ".customer_key = person.customer_key\nORDER BY person.rowid";
    }

    /** What the table of all facts takes from this one. */
    List<String> facts() {
        return columns.stream()
                .filter(isFact)
                .map(column -> name + "." + Sql.name(column))
                .toList();
    }

    private String kept(String column) {
        String value = name + "." + Sql.name(column);
        return isZero.test(column) ? "coalesce(" + value + ", 0) AS " + Sql.name(column) : value;
    }
}

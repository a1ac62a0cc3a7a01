package dev.beckon.data;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * A narrow table {@code facts.<name>} with one row a customer, made of a query. Whatever can fill such a table can add
 * facts about customers.
 *
 * @param columns those of the query that are kept, besides {@code customer_id}
 * @param isFact whether a column becomes one of the facts; the others only serve later tables
 * @param isZero whether a customer without a row here has 0 in a column, not null
 */
record FeatureTable(
        String name, Collection<String> columns, Predicate<String> isFact, Predicate<String> isZero, String sql) {

    /** A table all of whose columns are facts, null for a customer without a row. */
    static FeatureTable ofFacts(String name, Collection<String> columns, String sql) {
        return new FeatureTable(name, columns, column -> true, column -> false, sql);
    }

    String create() {
        String kept =
                String.join(", ", columns.stream().map(FeatureTables::quote).toList());
        return "CREATE OR REPLACE TABLE facts." + name + " AS\nSELECT customer_id, " + kept + "\nFROM (" + sql + ") "
                + name;
    }

    /** What the table of all facts takes from this one. */
    List<String> selected() {
        return columns.stream().filter(isFact).map(this::select).toList();
    }

    String join() {
        return "\nLEFT JOIN facts." + name + " ON " + name + ".customer_id = person.customer_id";
    }

    private String select(String column) {
        String quoted = FeatureTables.quote(column);
        String value = name + "." + quoted;
        return (isZero.test(column) ? "coalesce(" + value + ", 0)" : value) + " AS " + quoted;
    }
}

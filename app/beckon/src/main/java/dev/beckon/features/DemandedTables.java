package dev.beckon.features;

import dev.beckon.database.Sql;
import dev.beckon.facts.Demand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Facts whose columns depend on what rules name: products of {@code bought}, categories of {@code share}. A column bears
 * the name in hex, since the engine's column names know no upper and lower case.
 */
final class DemandedTables {

    private DemandedTables() {}

    static List<FeatureTable> of(Demand demand, String asOf) {
        var tables = new ArrayList<FeatureTable>();
        if (!demand.boughtProducts().isEmpty()) {
            tables.add(bought(demand.boughtProducts(), asOf));
        }
        if (!demand.shareCategories().isEmpty()) {
            tables.add(shares(demand.shareCategories()));
        }
        return tables;
    }

    static boolean isColumn(String name) {
        return name.startsWith("bought ") || name.startsWith("share ");
    }

    static String boughtColumn(String product) {
        return "bought " + hex(product);
    }

    static String shareColumn(String category) {
        return "share " + hex(category);
    }

    private static String hex(String name) {
        return HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Days since each product was last bought, null if never. */
    private static FeatureTable bought(List<String> products, String asOf) {
        String columns = each(
                products,
                i -> "CAST(days_between(max(last_bought) FILTER (WHERE product = " + Sql.text(products.get(i)) + "), "
                        + asOf + ") AS BIGINT) AS \"" + boughtColumn(products.get(i)) + "\"");
        String named = each(products, i -> Sql.text(products.get(i)));
        return FeatureTable.of(
                "bought",
                products.stream().map(DemandedTables::boughtColumn).toList(),
                "SELECT customer_key, " + columns
                        + " FROM facts.product_spend JOIN input.products USING (product_key)"
                        + " WHERE last_bought IS NOT NULL AND product IN (" + named + ") GROUP BY customer_key");
    }

    /** Net spend in each category / net spend; null without spend. */
    private static FeatureTable shares(List<String> categories) {
        String sums = each(
                categories,
                i -> "coalesce(CAST(sum(spent) FILTER (WHERE category = " + Sql.text(categories.get(i))
                        + ") AS BIGINT), 0) AS spent" + i);
        String columns = each(
                categories,
                i -> "CASE WHEN total > 0 THEN CAST(spent" + i + " AS DOUBLE) / nullif(total, 0) END AS \""
                        + shareColumn(categories.get(i)) + "\"");
        return FeatureTable.of(
                "shares",
                categories.stream().map(DemandedTables::shareColumn).toList(),
                "SELECT customer_key, " + columns + " FROM (SELECT customer_key, CAST(sum(spent) AS BIGINT) AS total, "
                        + sums + " FROM facts.product_spend LEFT JOIN input.categories USING (category_key)"
                        + " GROUP BY customer_key) spend");
    }

    private static String each(List<String> items, IntFunction<String> sql) {
        return IntStream.range(0, items.size()).mapToObj(sql).collect(Collectors.joining(", "));
    }
}

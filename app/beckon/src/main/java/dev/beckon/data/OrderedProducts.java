package dev.beckon.data;

import dev.beckon.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The names of products and of categories, each with the number that stands for it in the order lines: millions of lines
 * name few products, and numbers group, join and take room far better than names. Numbers have the order of the names.
 */
final class OrderedProducts {

    private final Database database;
    private final LoadedLookups lookups;
    private final List<String> naming = new ArrayList<>();

    OrderedProducts(Database database, SourceSql orders, LoadedLookups lookups) {
        this.database = database;
        this.lookups = lookups;
        for (String column : List.of("product", "category")) {
            orders.cell(column).ifPresent(cell -> naming.add(column));
        }
        naming.addAll(lookups.keysOutside(naming));
    }

    static void createTables(Database database) {
        database.run("CREATE TABLE loaded.products(product_key INTEGER, product VARCHAR)");
        database.run("CREATE TABLE loaded.categories(category_key INTEGER, category VARCHAR)");
        database.run("CREATE VIEW input.products AS FROM loaded.products");
        database.run("CREATE VIEW input.categories AS FROM loaded.categories");
    }

    /** Numbers the products and categories that the order cells name by themselves or by a lookup. */
    void find() {
        String own = naming.stream().map(column -> "v." + column + ", ").collect(Collectors.joining());
        database.run("CREATE TABLE work.named AS SELECT *, " + number("found_product") + " AS product_key, "
                + number("found_category") + " AS category_key FROM (SELECT " + own
                + lookups.value("product", "v.product") + " AS found_product, "
                + lookups.value("category", "v.category") + " AS found_category FROM (SELECT DISTINCT * FROM (SELECT "
                + String.join(", ", lookups.withKeys(List.of("product", "category"))) + " FROM work.order_cells)) v"
                + lookups.joins("v") + ")");
        keep("products", "product");
        keep("categories", "category");
    }

    private static String number(String name) {
        return "CASE WHEN " + name + " IS NOT NULL THEN CAST(dense_rank() OVER (ORDER BY " + name
                + " NULLS FIRST) AS INTEGER) END";
    }

    private void keep(String table, String name) {
        database.run("INSERT INTO loaded." + table + " SELECT DISTINCT " + name + "_key, found_" + name
                + " FROM work.named WHERE " + name + "_key IS NOT NULL ORDER BY 1");
    }

    /** SQL that joins the numbers to order cells. */
    String joined(String orders, String alias) {
        String same = naming.stream()
                .map(column -> orders + "." + column + " IS NOT DISTINCT FROM " + alias + "." + column)
                .collect(Collectors.joining(" AND "));
        return " LEFT JOIN work.named " + alias + " ON " + (same.isEmpty() ? "true" : same);
    }
}

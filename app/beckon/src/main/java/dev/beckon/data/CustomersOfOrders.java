package dev.beckon.data;

import dev.beckon.data.Attributes.Attribute;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills {@code loaded.customers} from the loaded order lines: what the latest line says of a customer counts. */
final class CustomersOfOrders {

    /** Each id of an order that can be loaded, with the number that will stand for it. */
    static final String IDS = "work.customer_ids";

    private final Database database;
    private final SourceSql source;
    private final List<Attribute> attributes;

    CustomersOfOrders(Database database, SourceSql source, List<Attribute> attributes) {
        this.database = database;
        this.source = source;
        this.attributes = attributes;
    }

    /** How the orders' rows are to be read as customers. */
    static SourceSettings settings(SourceSettings customers, SourceSettings orders) {
        Map<String, String> columns = new HashMap<>(customers.columns());
        String id = orders.columns().get("customer-id");
        if (id != null) {
            columns.putIfAbsent("customer-id", id);
        }
        return customers.readLike(orders, columns);
    }

    /** To be called before the orders are loaded. */
    static void number(Database database) {
        database.run("CREATE TABLE " + IDS + " AS SELECT customer_id, row_number() OVER (ORDER BY customer_id) - 1 AS"
                + " customer_key FROM work.order_customers");
    }

    void load() {
        List<String> names = new ArrayList<>();
        List<String> latest = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Cell cell : source.cells()) {
            String name = CustomersLoader.target(cell.field());
            values.add(value(cell) + " AS " + Sql.name(name));
            if (cell.field().kind() != Field.Kind.ID) {
                names.add(Sql.name(name));
            }
        }
        for (Attribute attribute : attributes) {
            String name = Sql.name(attribute.property().name());
            values.add(attribute.sql() + " AS " + name);
            names.add(name);
        }
        for (String name : names) {
            latest.add(", max_by(" + name + ", (o.ordered_at, o.line)) FILTER (" + name + " IS NOT NULL) AS " + name);
        }
        String rows = names.isEmpty()
                ? "input.order_lines o"
                : "(SELECT " + LoadedTable.PLACE + " AS place, " + String.join(", ", values) + " FROM "
                        + source.staged().relation() + ") v JOIN input.order_lines o ON v.place = o.line";
        String columns = names.stream().map(name -> ", " + name).reduce("", String::concat);
        database.run("INSERT INTO loaded.customers(customer_id" + columns + ") SELECT customer_id" + columns
                + " FROM (SELECT o.customer_key" + String.join("", latest) + " FROM " + rows
                + " GROUP BY o.customer_key) JOIN " + IDS + " USING (customer_key) ORDER BY customer_id");
        for (Attribute attribute : attributes) {
            warnAboutSeveral(
                    rows, attribute.column(), Sql.name(attribute.property().name()));
        }
        for (Cell cell : source.cells()) {
            if (cell.field().kind() != Field.Kind.ID) {
                warnAboutSeveral(rows, cell.title(), Sql.name(CustomersLoader.target(cell.field())));
            }
        }
        long customers = database.count("input.customers");
        source.book().counted(customers, customers);
    }

    /** Who can't be understood is left alone. */
    private String value(Cell cell) {
        if (!cell.field().name().equals("do-not-disturb")) {
            return cell.typed();
        }
        long unreadable = database.count(source.staged().relation() + " WHERE " + cell.unreadable());
        if (unreadable > 0) {
            source.book()
                    .warn("column '" + cell.title() + "': " + (unreadable == 1 ? "1 value" : unreadable + " values")
                            + " can't be used as do-not-disturb, so these customers are left alone");
        }
        return "CASE WHEN " + cell.unreadable() + " THEN true ELSE " + cell.typed() + " END";
    }

    private void warnAboutSeveral(String rows, String title, String name) {
        long several = database.number("SELECT count(*) FROM (SELECT o.customer_key FROM " + rows
                        + " GROUP BY o.customer_key HAVING min(" + name + ") <> max(" + name + "))")
                .orElse(0);
        if (several > 0) {
            source.book()
                    .warn("column '" + title + "': " + several
                            + " customers have several values; the one of the latest order counts");
        }
    }
}

package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Loads order lines. An order's id is kept as a number of 64 bits, its hash, which groups and takes room like a number:
 * that two of one customer's orders get the same is less likely than a fault of the machine.
 */
final class OrdersLoader {

    private static final String TABLE = "order_lines";
    private static final String SHOWN = LoadedTable.ALL + " REPLACE (CAST(quantity AS DOUBLE) AS quantity),"
            + " CAST(ordered_at AS DATE) AS ordered_on";

    private final Database database;
    private final SourceSql source;
    private final LoadedLookups lookups;
    private final String currency;
    private final int minorDigits;
    private LineTypes types = LineTypes.NONE;

    OrdersLoader(Database database, SourceSql source, LoadedLookups lookups, String currency, int minorDigits) {
        this.database = database;
        this.source = source;
        this.lookups = lookups;
        this.currency = currency;
        this.minorDigits = minorDigits;
    }

    static void createTable(Database database) {
        database.run("CREATE TABLE loaded.order_lines(order_key UBIGINT, customer_key INTEGER, ordered_at TIMESTAMP,"
                + " product_key INTEGER, category_key INTEGER, quantity DECIMAL(18, 6), amount BIGINT, discount BIGINT,"
                + " profit BIGINT, line BIGINT, fault UTINYINT, offence VARCHAR)");
        OrderedProducts.createTables(database);
        LoadedTable.showGoodRows(database, TABLE, SHOWN);
    }

    /** Defines the typed rows; what they hold is decided on by the checks. */
    void define() {
        types = LineTypes.of(database, source);
        // what is wrong with a row is read from the file's own cells
        List<String> columns = new ArrayList<>(List.of("*"));
        for (Field field : SourceKind.ORDERS.fields()) {
            columns.add(source.typedOrNull(field.name(), sqlType(field)) + " AS " + field.column());
        }
        source.kept().ifPresent(kept -> columns.add(kept + " AS kept"));
        columns.addAll(lookups.keyColumns(source));
        database.run("CREATE VIEW work.order_cells AS SELECT " + String.join(", ", columns) + " FROM "
                + source.staged().relation());
        database.run("CREATE VIEW work.order_nets AS SELECT *, " + net() + " AS net, " + rate()
                + " AS rate FROM work.order_cells");
        database.run(
                "CREATE VIEW work.order_minors AS SELECT *, " + minor("net") + " AS net_minor FROM work.order_nets");
        database.run("CREATE VIEW work.order_values AS SELECT *, " + readable().fault()
                + " AS unreadable FROM work.order_minors");
    }

    private static String sqlType(Field field) {
        return switch (field.kind()) {
            case MONEY, NUMBER -> "DECIMAL(18, 6)";
            case TIME -> "TIMESTAMP";
            default -> "VARCHAR";
        };
    }

    /** The line's value in major units of its own currency. */
    private String net() {
        String value = valueAsWritten();
        return types.paidBack()
                .map(back -> "CASE WHEN " + back + " AND " + value + " > 0 THEN -" + value + " ELSE " + value + " END")
                .orElse(value);
    }

    private String valueAsWritten() {
        boolean product =
                source.cell("quantity").isPresent() && source.cell("unit-price").isPresent();
        String price = source.cell("unit-price").isPresent() ? "unit_price" : "NULL";
        String derived = product ? "TRY_CAST(quantity AS DECIMAL(15, 4)) * unit_price" : price;
        if (source.cell("discount").isPresent()) {
            derived = derived + " - coalesce(abs(discount), 0)";
        }
        derived = "TRY_CAST(" + derived + " AS DECIMAL(18, 6))";
        String amount = source.cell("amount").isPresent()
                ? (product ? "coalesce(amount, " + derived + ")" : "amount")
                : derived;
        return "(" + amount + ")";
    }

    /**
     * What one unit of the line's currency is worth in the company's; null where nobody said. Without a default inside, the
     * engine looks at each different currency only once.
     */
    private String rate() {
        String own = source.settings().currency().orElse(currency);
        return "CASE WHEN currency IS NULL THEN " + rateOf(Sql.text(own)) + " ELSE " + rateOf("upper(currency)")
                + " END";
    }

    private String rateOf(String code) {
        return "CASE " + code + " WHEN " + Sql.text(currency) + " THEN CAST(1 AS DECIMAL(14, 8))"
                + source.settings().rates().entrySet().stream()
                        .map(entry -> " WHEN " + Sql.text(entry.getKey()) + " THEN CAST("
                                + entry.getValue().toPlainString() + " AS DECIMAL(14, 8))")
                        .collect(Collectors.joining())
                + " END";
    }

    /** The newest day on which something was ordered, of the rows that can be loaded; of all rows where none can. */
    Optional<LocalDate> lastOrder() {
        Optional<LocalDate> last = day("work.order_values");
        Optional<LocalDate> day = last;
        // the newest day is nearly always a good one, and to read one day is cheaper than to check all rows
        for (int tried = 0; tried < 3 && day.isPresent(); tried++) {
            if (isReadable(day.get())) {
                return day;
            }
            day = day("work.order_values WHERE date < " + SourceSql.date(day.get()));
        }
        return day.isEmpty()
                ? last
                : day("work.order_values WHERE unreadable = 0").or(() -> last);
    }

    private boolean isReadable(LocalDate day) {
        return database.number("SELECT count(*) FROM (SELECT 1 FROM work.order_values WHERE date >= "
                                + SourceSql.date(day) + " AND date < " + SourceSql.date(day.plusDays(1))
                                + " AND unreadable = 0 LIMIT 1)")
                        .orElse(0)
                > 0;
    }

    private Optional<LocalDate> day(String rows) {
        return database.rows(
                        "SELECT max(CAST(date AS DATE)) FROM " + rows,
                        row -> Optional.ofNullable(row.getString(1)).map(LocalDate::parse))
                .get(0);
    }

    private Checks readable() {
        var checks = new Checks();
        cell("customer-id")
                .ifPresent(cell -> checks.refuse("customer_id IS NULL", cell.title(), "NULL", Reasons.NO_CUSTOMER_ID));
        cell("date").ifPresent(cell -> {
            checks.refuse("date IS NULL AND " + cell.raw() + " IS NULL", cell.title(), "NULL", Reasons.NO_DATE);
            checks.refuse("date IS NULL", cell.title(), cell.raw(), Reasons.NOT_A_DATE);
        });
        for (Cell cell : source.cells()) {
            if (cell.field().kind() == Field.Kind.MONEY || cell.field().kind() == Field.Kind.NUMBER) {
                String column = cell.field().column();
                checks.refuse(
                        column + " IS NULL AND regexp_full_match(" + cell.raw() + ", '[-+]?\\d+([.]\\d+)?')",
                        cell.title(),
                        cell.raw(),
                        Reasons.TOO_LARGE);
                checks.refuse(
                        column + " IS NULL AND " + cell.raw() + " IS NOT NULL",
                        cell.title(),
                        cell.raw(),
                        Reasons.NOT_A_NUMBER);
            }
        }
        source.kept().ifPresent(kept -> checks.refuse("NOT kept", "", "NULL", Reasons.FILTERED));
        checks.refuse("net IS NULL", cell("amount").map(Cell::title).orElse(""), "NULL", Reasons.NO_AMOUNT);
        checks.refuse("rate IS NULL", cell("currency").map(Cell::title).orElse(""), "currency", Reasons.NO_RATE);
        types.cancelled()
                .ifPresent(cancelled ->
                        checks.refuse(cancelled, cell("type").map(Cell::title).orElse(""), "type", Reasons.CANCELLED));
        checks.refuse("net_minor IS NULL", "", "CAST(net AS VARCHAR)", Reasons.TOO_LARGE);
        return checks;
    }

    private Optional<Cell> cell(String field) {
        return source.cell(field);
    }

    /** Makes {@code work.order_customers}: whose rows can be loaded, with the number of the rows. */
    void findCustomers(LocalDate asOf) {
        database.run("CREATE TABLE work.order_customers AS SELECT customer_id, count(*) AS n FROM (SELECT *, "
                + loadable(asOf).fault() + " AS fault FROM work.order_values) WHERE fault = 0 GROUP BY customer_id");
    }

    /**
     * Loads the rows up to the as-of date of known customers.
     *
     * @param customers relation with customer_id and customer_key
     */
    void load(LocalDate asOf, String customers) {
        Checks checks = loadable(asOf)
                .refuse(
                        "customer_key IS NULL",
                        cell("customer-id").map(Cell::title).orElse(""),
                        "customer_id",
                        Reasons.UNKNOWN_CUSTOMER);
        var products = new OrderedProducts(database, source, lookups);
        products.find();
        String from = "(SELECT v.*, c.customer_key, p.product_key, p.category_key FROM work.order_values v LEFT JOIN "
                + customers + " c ON v.customer_id = c.customer_id" + products.joined("v", "p") + ")";
        new LoadedTable(database, source, TABLE, SHOWN).load(values(), from, checks);
        if (cell("order-id").isPresent()) {
            types.refunded()
                    .ifPresent(refunded -> RefundedOrders.countNothing(
                            database, source.book(), refunded + " AND " + valueAsWritten() + " > 0"));
        }
    }

    private Checks loadable(LocalDate asOf) {
        return readable()
                .first("unreadable")
                .refuse(
                        "date >= " + SourceSql.date(asOf.plusDays(1)),
                        cell("date").map(Cell::title).orElse(""),
                        cell("date").map(Cell::raw).orElse("NULL"),
                        Reasons.AFTER_AS_OF);
    }

    /** A line without an order id is an order of its own. */
    private List<String> values() {
        String line = "'line ' || (" + LoadedTable.PLACE + ")";
        String order = cell("order-id").isPresent() ? "coalesce(order_id, " + line + ")" : line;
        return List.of(
                "hash(" + order + ") AS order_key",
                "CAST(customer_key AS INTEGER) AS customer_key",
                "date AS ordered_at",
                "product_key",
                "category_key",
                "quantity",
                "net_minor AS amount",
                (cell("discount").isPresent() ? "abs(" + minor("discount") + ")" : "CAST(NULL AS BIGINT)")
                        + " AS discount",
                profit() + " AS profit");
    }

    /** What the file says, or else amount less cost; what is sent back brings its cost back, whatever its sign. */
    private String profit() {
        String margin = cell("cost").isPresent() ? margin(minor("cost")) : "CAST(NULL AS BIGINT)";
        return cell("profit").isPresent() ? "coalesce(" + minor("profit") + ", " + margin + ")" : margin;
    }

    private String margin(String cost) {
        return types.paidBack()
                .map(back -> "net_minor - CASE WHEN net_minor < 0 AND " + back + " THEN -abs(" + cost + ") ELSE " + cost
                        + " END")
                .orElse("net_minor - " + cost);
    }

    /** SQL of whole minor units of the company's currency, halves rounded away from zero. */
    private String minor(String major) {
        boolean converted = !source.settings().rates().isEmpty();
        String own = converted ? "TRY_CAST(" + major + " AS DECIMAL(24, 6)) * rate" : major;
        String any = "TRY_CAST(round(TRY_CAST(" + own + " AS DECIMAL(30, 8)) * " + BigDecimal.TEN.pow(minorDigits)
                + ") AS BIGINT)";
        // up to 18 digits the engine reckons ten times faster
        String narrow = "CAST(CAST(" + major + " AS DECIMAL(" + (11 + minorDigits) + ", " + minorDigits + ")) * CAST("
                + BigDecimal.TEN.pow(minorDigits) + " AS DECIMAL(" + (1 + minorDigits) + ", 0)) AS BIGINT)";
        return "CASE WHEN " + major + " BETWEEN -9999999999 AND 9999999999" + (converted ? " AND rate = 1" : "")
                + " THEN " + narrow + " ELSE " + any + " END";
    }
}

package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fills {@code input.order_lines}. */
final class OrdersLoader {

    private static final String CANCELLED_WORDS = "('cancelled', 'canceled', 'cancel', 'void', 'voided')";
    private static final String RETURN_WORDS = "('return', 'returned', 'refund', 'refunded', 'credit', 'credit note')";

    private final Database database;
    private final SourceSql source;
    private final LoadedLookups lookups;
    private final String currency;
    private final int minorDigits;

    OrdersLoader(Database database, SourceSql source, LoadedLookups lookups, String currency, int minorDigits) {
        this.database = database;
        this.source = source;
        this.lookups = lookups;
        this.currency = currency;
        this.minorDigits = minorDigits;
    }

    /** True for a word that makes a line one that was never paid for, or that was paid back. */
    static boolean isCancelledOrReturned(String word) {
        String quoted = "'" + word.toLowerCase(Locale.ROOT) + "'";
        return CANCELLED_WORDS.contains(quoted) || RETURN_WORDS.contains(quoted);
    }

    static void createTable(Database database) {
        database.run("CREATE TABLE input.order_lines(line BIGINT, order_id VARCHAR, customer_id VARCHAR,"
                + " ordered_at TIMESTAMP, ordered_on DATE, product VARCHAR, category VARCHAR, quantity DOUBLE,"
                + " amount BIGINT, discount BIGINT, cost BIGINT, profit BIGINT)");
    }

    /** Defines the typed rows; what they hold is decided on by the checks. */
    void define() {
        List<String> columns = new ArrayList<>();
        columns.add("file");
        columns.add("line");
        for (Field field : SourceKind.ORDERS.fields()) {
            String value = source.typedOrNull(field.name(), sqlType(field));
            columns.add(value + " AS " + field.column());
            source.cell(field.name()).ifPresent(cell -> columns.add(cell.rawIfUnread() + " AS raw_" + field.column()));
        }
        source.kept().ifPresent(kept -> columns.add(kept + " AS kept"));
        columns.addAll(lookups.keyColumns(source));
        database.run("CREATE VIEW work.order_cells AS SELECT " + String.join(", ", columns) + " FROM "
                + source.staged().relation());
        database.run("CREATE VIEW work.order_nets AS SELECT *, " + net() + " AS net, " + rate()
                + " AS rate FROM work.order_cells");
        database.run(
                "CREATE VIEW work.order_minors AS SELECT *, " + minor("net") + " AS net_minor FROM work.order_nets");
        // kept, since several passes read it
        database.run("CREATE TABLE work.order_values AS SELECT *, " + readable().fault()
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
        String value = "(" + amount + ")";
        return source.cell("type").isEmpty()
                ? value
                : "CASE WHEN lower(type) IN " + RETURN_WORDS + " AND " + value + " > 0 THEN -" + value + " ELSE "
                        + value + " END";
    }

    /** What one unit of the line's currency is worth in the company's; null where nobody said. */
    private String rate() {
        Map<String, BigDecimal> rates = source.settings().rates();
        String own = source.settings().currency().orElse(currency);
        String known = rates.entrySet().stream()
                .map(entry -> " WHEN " + Sql.text(entry.getKey()) + " THEN CAST("
                        + entry.getValue().toPlainString() + " AS DECIMAL(14, 8))")
                .collect(Collectors.joining());
        return "CASE upper(coalesce(currency, " + Sql.text(own) + ")) WHEN " + Sql.text(currency)
                + " THEN CAST(1 AS DECIMAL(14, 8))" + known + " END";
    }

    /** The newest day on which something was ordered, of the rows that can be loaded; of all rows where none can. */
    Optional<LocalDate> lastOrder() {
        return day("work.order_values WHERE unreadable = 0").or(() -> day("work.order_values"));
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
            checks.refuse("date IS NULL AND raw_date IS NULL", cell.title(), "NULL", Reasons.NO_DATE);
            checks.refuse("date IS NULL", cell.title(), "raw_date", Reasons.NOT_A_DATE);
        });
        for (Cell cell : source.cells()) {
            if (cell.field().kind() == Field.Kind.MONEY || cell.field().kind() == Field.Kind.NUMBER) {
                String column = cell.field().column();
                checks.refuse(
                        "raw_" + column + " IS NOT NULL AND " + column + " IS NULL",
                        cell.title(),
                        "raw_" + column,
                        Reasons.NOT_A_NUMBER);
            }
        }
        source.kept().ifPresent(kept -> checks.refuse("NOT kept", "", "NULL", Reasons.FILTERED));
        checks.refuse("net IS NULL", cell("amount").map(Cell::title).orElse(""), "NULL", Reasons.NO_AMOUNT);
        checks.refuse("rate IS NULL", cell("currency").map(Cell::title).orElse(""), "currency", Reasons.NO_RATE);
        cell("type")
                .ifPresent(cell ->
                        checks.refuse("lower(type) IN " + CANCELLED_WORDS, cell.title(), "type", Reasons.CANCELLED));
        checks.refuse("net_minor IS NULL", "", "CAST(net AS VARCHAR)", Reasons.TOO_LARGE);
        return checks;
    }

    private Optional<Cell> cell(String field) {
        return source.cell(field);
    }

    /** Loads the rows up to the as-of date of known customers. */
    void load(LocalDate asOf, boolean knownCustomersOnly) {
        Checks checks = readable().first("unreadable");
        String dateTitle = cell("date").map(Cell::title).orElse("");
        checks.refuse(
                "CAST(date AS DATE) > " + SourceSql.date(asOf),
                dateTitle,
                "CAST(date AS VARCHAR)",
                Reasons.AFTER_AS_OF);
        if (knownCustomersOnly) {
            checks.refuse(
                    "NOT known",
                    cell("customer-id").map(Cell::title).orElse(""),
                    "customer_id",
                    Reasons.UNKNOWN_CUSTOMER);
        }
        String from = knownCustomersOnly
                ? "(SELECT v.*, c.customer_id IS NOT NULL AS known FROM work.order_values v LEFT JOIN input.customers c"
                        + " ON v.customer_id = c.customer_id)"
                : "work.order_values";
        database.run("INSERT INTO input.order_lines SELECT " + values() + " FROM (SELECT *, " + checks.fault()
                + " AS fault FROM " + from + ") v" + lookups.joins("v") + " WHERE fault = 0");
        if (database.count("input.order_lines") + database.count("work.rejected WHERE source = 'orders'")
                < source.staged().readRows()) {
            database.run("INSERT INTO work.rejected " + checks.rejected("orders", from));
        }
    }

    private String values() {
        String line = "CAST(v.file AS BIGINT) * 10000000000 + v.line";
        String order =
                cell("order-id").isPresent() ? "coalesce(v.order_id, 'line ' || " + line + ")" : "'line ' || " + line;
        String profit = cell("profit").isPresent()
                ? minor("v.profit")
                : cell("cost").isPresent() ? "v.net_minor - " + minor("v.cost") : "CAST(NULL AS BIGINT)";
        return line + ", " + order + ", v.customer_id, v.date, CAST(v.date AS DATE), "
                + lookups.value("product", "v.product") + ", " + lookups.value("category", "v.category")
                + ", CAST(v.quantity AS DOUBLE), v.net_minor, abs(" + minor("v.discount") + "), "
                + minor("v.cost") + ", " + profit;
    }

    /** SQL of whole minor units of the company's currency, halves rounded away from zero. */
    private String minor(String major) {
        String rate = major.startsWith("v.") ? "v.rate" : "rate";
        boolean converted = !source.settings().rates().isEmpty();
        String own = converted ? "TRY_CAST(" + major + " AS DECIMAL(24, 6)) * " + rate : major;
        String any = "TRY_CAST(round(TRY_CAST(" + own + " AS DECIMAL(30, 8)) * " + BigDecimal.TEN.pow(minorDigits)
                + ") AS BIGINT)";
        // up to 18 digits the engine reckons ten times faster
        String narrow = "CAST(CAST(" + major + " AS DECIMAL(" + (11 + minorDigits) + ", " + minorDigits + ")) * CAST("
                + BigDecimal.TEN.pow(minorDigits) + " AS DECIMAL(" + (1 + minorDigits) + ", 0)) AS BIGINT)";
        return "CASE WHEN " + major + " BETWEEN -9999999999 AND 9999999999" + (converted ? " AND " + rate + " = 1" : "")
                + " THEN " + narrow + " ELSE " + any + " END";
    }
}

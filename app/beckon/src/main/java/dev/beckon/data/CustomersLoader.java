package dev.beckon.data;

import dev.beckon.data.Attributes.Attribute;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.facts.ValueType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fills {@code loaded.customers}: a row a customer in the order of the ids, the last row of an id wins. A customer's row
 * number stands for the customer wherever ids would be slow.
 */
final class CustomersLoader {

    private static final int OLDEST = 120;
    private static final String ROWS = Database.SCRATCH + ".customer_rows";

    private static final String BIRTH_DATE = "birth-date";

    private final Database database;
    private final SourceSql source;
    private final List<Attribute> attributes;

    CustomersLoader(Database database, SourceSql source, List<Attribute> attributes) {
        this.database = database;
        this.source = source;
        this.attributes = attributes;
    }

    private static String sqlType(Field field) {
        return switch (field.kind()) {
            case DATE -> "DATE";
            case WHOLE -> "BIGINT";
            case FLAG -> "BOOLEAN";
            default -> "VARCHAR";
        };
    }

    static String sqlType(ValueType type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case WHOLE -> "BIGINT";
            case NUMBER -> "DOUBLE";
            case FLAG -> "BOOLEAN";
            case DATE -> "DATE";
        };
    }

    /** The column of {@code input.customers} for a field. */
    static String target(Field field) {
        return switch (field.kind()) {
            case EMAIL -> "email_address";
            case PHONE -> "phone_number";
            default -> field.column();
        };
    }

    void createTable() {
        String standard = SourceKind.CUSTOMERS.fields().stream()
                .map(field -> target(field) + " " + sqlType(field))
                .collect(Collectors.joining(", "));
        String own = attributes.stream()
                .map(attribute -> ", " + Sql.name(attribute.property().name()) + " "
                        + sqlType(attribute.property().type()))
                .collect(Collectors.joining());
        database.run("CREATE TABLE loaded.customers(" + standard + own + ")");
        database.run("CREATE VIEW input.customers AS SELECT *, CAST(rowid AS INTEGER) AS customer_key FROM"
                + " loaded.customers");
    }

    /** Reads the typed rows, with each value that was there and couldn't be read. */
    private void readRows(LocalDate asOf) {
        List<String> columns = new ArrayList<>(List.of("file", "line"));
        for (Field field : SourceKind.CUSTOMERS.fields()) {
            String value = source.typedOrNull(field.name(), sqlType(field));
            columns.add((field.name().equals(BIRTH_DATE) ? inItsCentury(value, asOf) : value) + " AS " + target(field));
        }
        for (Attribute attribute : attributes) {
            columns.add(attribute.sql() + " AS " + Sql.name(attribute.property().name()));
        }
        for (Cell cell : softCells()) {
            columns.add("CASE WHEN " + cell.typed() + " IS NULL THEN " + cell.raw() + " END AS "
                    + Sql.name("raw " + cell.field().name()));
        }
        database.run("CREATE TABLE " + ROWS + " AS SELECT " + String.join(", ", columns) + " FROM "
                + source.staged().relation());
    }

    /** Nobody is born in 2045: with a year of two digits the century before is meant. */
    private String inItsCentury(String birthDate, LocalDate asOf) {
        return source.cell(BIRTH_DATE)
                .map(cell -> "CASE WHEN " + birthDate + " > " + SourceSql.date(asOf) + " AND " + hasShortYear(cell)
                        + " THEN CAST(" + birthDate + " - INTERVAL 100 YEAR AS DATE) ELSE " + birthDate + " END")
                .orElse(birthDate);
    }

    /** SQL; of a text whose format isn't named, a year of four digits is the only such number. */
    private String hasShortYear(Cell cell) {
        return source.settings()
                .dateFormat(BIRTH_DATE, cell.title())
                .map(format -> String.valueOf(format.matches(".*(?<![yu])(yy|uu)(?![yu]).*")))
                .orElse("NOT regexp_matches(" + cell.raw() + ", '[0-9]{4}')");
    }

    /** Fields whose bad values are left out while the row is kept. */
    private List<Cell> softCells() {
        return source.cells().stream()
                .filter(cell ->
                        cell.field().kind() != Field.Kind.ID && cell.field().kind() != Field.Kind.TEXT)
                .toList();
    }

    void load(LocalDate asOf) {
        readRows(asOf);
        Checks checks = new Checks();
        String idTitle = source.cell("customer-id").map(Cell::title).orElse("");
        checks.refuse("customer_id IS NULL", idTitle, "NULL", Reasons.NO_CUSTOMER_ID);
        source.kept()
                .ifPresent(kept -> checks.refuse(
                        "(file, line) NOT IN (SELECT (file, line) FROM "
                                + source.staged().relation() + " WHERE " + kept + ")",
                        "",
                        "NULL",
                        Reasons.FILTERED));
        database.run("CREATE TABLE work.last_rows AS SELECT customer_id, max(" + LoadedTable.PLACE + ") AS place FROM "
                + ROWS + " GROUP BY customer_id HAVING count(*) > 1");
        checks.refuse("older", idTitle, "customer_id", Reasons.DUPLICATE_CUSTOMER);
        String rows = "(SELECT *, " + checks.fault() + " AS fault FROM (SELECT r.*, " + LoadedTable.PLACE
                + " <> last.place AS older FROM " + ROWS + " r LEFT JOIN work.last_rows last USING (customer_id)))";
        warnAboutValues();
        removeAbsurdAges(asOf);
        String names = SourceKind.CUSTOMERS.fields().stream()
                        .map(CustomersLoader::target)
                        .collect(Collectors.joining(", "))
                + attributes.stream()
                        .map(attribute -> ", " + Sql.name(attribute.property().name()))
                        .collect(Collectors.joining());
        database.run("INSERT INTO loaded.customers SELECT " + names + " FROM " + rows
                + " WHERE fault = 0 ORDER BY customer_id");
        database.run("INSERT INTO loaded.rejected "
                + checks.rejected("customers", "(SELECT *, " + checks.offence() + " AS offence FROM " + rows + ")"));
        source.book().counted(source.staged().readRows(), database.count("loaded.customers"));
        database.run("DROP TABLE " + ROWS);
    }

    /** Customers that only the orders know; afterwards the rows are in the order of the ids again. */
    long addUnknown() {
        long before = database.count("loaded.customers");
        database.run("INSERT INTO loaded.customers(customer_id) SELECT customer_id FROM work.order_customers WHERE"
                + " customer_id NOT IN (SELECT customer_id FROM loaded.customers)");
        long added = database.count("loaded.customers") - before;
        if (added > 0) {
            database.run(
                    "CREATE OR REPLACE TABLE loaded.customers AS SELECT * FROM loaded.customers ORDER BY customer_id");
        }
        return added;
    }

    private void warnAboutValues() {
        for (Cell cell : softCells()) {
            String unusable =
                    Sql.name("raw " + cell.field().name()) + " IS NOT NULL AND " + target(cell.field()) + " IS NULL";
            String column = "column '" + cell.title() + "': ";
            String warning = " can't be used as " + cell.field().name();
            if (cell.field().name().equals("do-not-disturb")) {
                replace(unusable, "do_not_disturb", "true", column, warning + ", so these customers are left alone");
            } else {
                warn(unusable, column, warning + ", left out");
            }
        }
    }

    private void removeAbsurdAges(LocalDate asOf) {
        String date = SourceSql.date(asOf);
        replace(
                "birth_date > " + date + " OR birth_date < " + date + " - INTERVAL " + OLDEST + " YEAR",
                "birth_date",
                "NULL",
                "birth dates in the future or more than " + OLDEST + " years ago: ",
                " left out");
        replace("age < 0 OR age > " + OLDEST, "age", "NULL", "ages below 0 or above " + OLDEST + ": ", " left out");
    }

    /** @param before of the warning, before the number of values */
    private void replace(String condition, String column, String value, String before, String after) {
        if (warn(condition, before, after)) {
            database.run("UPDATE " + ROWS + " SET " + column + " = " + value + " WHERE " + condition);
        }
    }

    private boolean warn(String condition, String before, String after) {
        long count = database.count(ROWS + " WHERE " + condition);
        if (count > 0) {
            String lines = database
                    .rows(
                            "SELECT line FROM " + ROWS + " WHERE " + condition + " ORDER BY file, line LIMIT 3",
                            row -> row.getString(1))
                    .stream()
                    .collect(Collectors.joining(", "));
            source.book().warn(before + (count == 1 ? "1 value" : count + " values") + after + " (line " + lines + ")");
        }
        return count > 0;
    }
}

package dev.beckon.sample;

import java.util.List;

/** The tables of the company. A column is its name, and its Parquet type where that isn't text. */
enum SampleTable {
    CUSTOMERS(
            "customers",
            false,
            ',',
            "id, uuid, first_name, last_name, gender, birth_date:DATE %d/%m/%Y, email, phone, city, state, country,"
                    + " pin_code, rural:BOOLEAN, language, time_zone, loyalty_tier, signup_channel,"
                    + " signup_date:DATE %d/%m/%Y, dnd:BOOLEAN, preferred_channel, income:BIGINT, education,"
                    + " marital_status, rating:BIGINT"),
    ORDERS(
            "orders",
            true,
            ',',
            "order_id, customer_id, ordered_at:TIMESTAMP %Y-%m-%d %H:%M:%S, product, quantity:BIGINT,"
                    + " unit_price:DECIMAL(12;2), discount:DECIMAL(12;2), amount:DECIMAL(12;2), cost:DECIMAL(12;2),"
                    + " currency, status, payment"),
    PRODUCTS("products", false, ',', "product_id, name, category, price:BIGINT, unit_cost:DECIMAL(12;2)"),
    EVENTS("events", true, ',', "event_id, customer_id, type, at:TIMESTAMPTZ"),
    CONSENTS("consents", false, ',', "customer_id, channel, state, recorded_at:TIMESTAMP %d-%m-%Y %H:%M:%S, source"),
    SUPPRESSIONS("suppressions", false, ';', "address, customer_id, channel, reason, since:DATE %Y%m%d"),
    CONTACTS("contacts", false, ',', "customer_id, channel, sent_at:TIMESTAMP, campaign, state"),

    /** What really drives the customers. The product never reads it; those who test the product do. */
    TRUTH(
            "truth",
            false,
            ',',
            "customer_id, segment, orders_per_year:DOUBLE, alive:BOOLEAN, dropped_out:DATE, duplicate_of,"
                    + " effect_points:BIGINT");

    /**
     * @param type DuckDB's
     * @param pattern how its text looks, in strptime's terms; empty where a cast understands it
     */
    record Column(String name, String type, String pattern) {

        static Column parse(String text) {
            String[] nameAndType = text.strip().split(":", 2);
            if (nameAndType.length == 1) {
                return new Column(nameAndType[0], "VARCHAR", "");
            }
            String[] typeAndPattern = nameAndType[1].split(" ", 2);
            return new Column(
                    nameAndType[0],
                    typeAndPattern[0].replace(';', ','),
                    typeAndPattern.length == 1 ? "" : typeAndPattern[1]);
        }
    }

    private final String title;
    private final boolean large;
    final char delimiter;
    final List<Column> columns;

    SampleTable(String title, boolean large, char delimiter, String columns) {
        this.title = title;
        this.large = large;
        this.delimiter = delimiter;
        this.columns = List.of(columns.split(",")).stream().map(Column::parse).toList();
    }

    String csvFile() {
        return title + (large ? ".csv.gz" : ".csv");
    }

    String plainCsvFile() {
        return title + ".csv";
    }

    String parquetFile() {
        return title + ".parquet";
    }

    /** Parquet comes in parts, so that any number of customers fits into memory. */
    String parquetPart(int number) {
        return "%s-%03d.parquet".formatted(title, number);
    }

    /** True for the names that this generator gives its files. */
    boolean owns(String fileName) {
        return fileName.equals(csvFile()) || fileName.matches(title + "-\\d+\\.parquet");
    }
}

package dev.beckon.features;

import dev.beckon.facts.Demand;
import dev.beckon.facts.Property;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Progress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A database with the tables {@code input.*} as loading leaves them, filled by hand. */
public final class InputTables implements AutoCloseable {

    final DuckDBConnection connection;

    InputTables() throws SQLException {
        this("");
    }

    /** @param file of the database; empty for one in memory */
    InputTables(String file) throws SQLException {
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file);
        run("CREATE SCHEMA input");
        run("""
                CREATE TABLE input.customers (customer_id VARCHAR, first_name VARCHAR, last_name VARCHAR,
                full_name VARCHAR, email_address VARCHAR, phone_number VARCHAR, birth_date DATE, age BIGINT,
                gender VARCHAR, city VARCHAR, region VARCHAR, country VARCHAR, language VARCHAR, time_zone VARCHAR,
                rural BOOLEAN, loyalty_tier VARCHAR, signup_date DATE, do_not_disturb BOOLEAN,
                preferred_channel VARCHAR, customer_key VARCHAR GENERATED ALWAYS AS (customer_id))""");
        run("""
                CREATE TABLE input.order_lines (line BIGINT, order_id VARCHAR, customer_id VARCHAR,
                ordered_at TIMESTAMP, ordered_on DATE, product_key VARCHAR, category_key VARCHAR,
                amount BIGINT, discount BIGINT, profit BIGINT,
                customer_key VARCHAR GENERATED ALWAYS AS (customer_id), order_key VARCHAR GENERATED ALWAYS AS (order_id))""");
        run("CREATE VIEW input.products AS SELECT DISTINCT product_key, product_key AS product FROM input.order_lines");
        run("CREATE VIEW input.categories AS SELECT DISTINCT category_key, category_key AS category FROM"
                + " input.order_lines");
        run("""
                CREATE TABLE input.events (event_id VARCHAR, customer_id VARCHAR, type VARCHAR,
                happened_at TIMESTAMP, happened_on DATE, customer_key VARCHAR GENERATED ALWAYS AS (customer_id), event_key VARCHAR GENERATED ALWAYS AS (event_id))""");
        run("""
                CREATE TABLE input.consents (customer_id VARCHAR, channel VARCHAR, state VARCHAR,
                recorded_at TIMESTAMP, line BIGINT, customer_key VARCHAR GENERATED ALWAYS AS (customer_id))""");
        run("""
                CREATE TABLE input.suppressions (customer_id VARCHAR, address VARCHAR, channel VARCHAR, reason VARCHAR,
                customer_key VARCHAR GENERATED ALWAYS AS (customer_id))""");
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void customers(String... ids) throws SQLException {
        for (String id : ids) {
            run("INSERT INTO input.customers (customer_id) VALUES ('" + id + "')");
        }
    }

    /** One order line at a price without discount. */
    void line(String customer, String order, String day, long amount) throws SQLException {
        line(customer, order, day, null, null, amount, null);
    }

    void line(
            String customer,
            String order,
            String day,
            @Nullable String product,
            @Nullable String category,
            long amount,
            @Nullable Long discount)
            throws SQLException {
        run("INSERT INTO input.order_lines SELECT count(*) + 1, " + text(order) + ", " + text(customer)
                + ", TIMESTAMP '"
                + day + " 12:00:00', DATE '" + day + "', " + text(product) + ", " + text(category) + ", " + amount
                + ", " + discount + ", NULL FROM input.order_lines");
    }

    void event(String customer, String type, String day) throws SQLException {
        run("INSERT INTO input.events SELECT 'e' || count(*), " + text(customer) + ", " + text(type) + ", TIMESTAMP '"
                + day + " 12:00:00', DATE '" + day + "' FROM input.events");
    }

    void consent(String customer, String channel, String state, @Nullable String at) throws SQLException {
        run("INSERT INTO input.consents SELECT " + text(customer) + ", " + text(channel) + ", " + text(state)
                + ", CAST(" + text(at) + " AS TIMESTAMP), count(*) + 1 FROM input.consents");
    }

    /** Computes from the rows as they are now. */
    CustomerFacts facts(LocalDate asOf) throws SQLException {
        return facts(asOf, RfmSettings.STANDARD);
    }

    CustomerFacts facts(LocalDate asOf, RfmSettings rfm, Property... attributes) throws SQLException {
        var facts = new CustomerFacts(connection, Vocabulary.withAttributes(List.of(attributes)), settings(asOf, rfm));
        facts.forget();
        return facts;
    }

    private static CustomerFacts.Settings settings(LocalDate asOf, RfmSettings rfm) {
        return new CustomerFacts.Settings(asOf, rfm, 2, PreviousDecisions.NONE);
    }

    FeatureTables featureTables(LocalDate asOf) {
        return new FeatureTables(
                connection,
                Vocabulary.withAttributes(List.of()),
                FeatureScript.shipped(),
                settings(asOf, RfmSettings.STANDARD).placeholders());
    }

    HeldFacts heldFacts(LocalDate asOf) throws SQLException {
        return HeldFacts.of(
                connection,
                Vocabulary.withAttributes(List.of()),
                FeatureScript.shipped(),
                settings(asOf, RfmSettings.STANDARD).placeholders());
    }

    /** Computes these properties and returns them by customer and property. */
    Rows compute(CustomerFacts facts, String... properties) throws SQLException {
        facts.prepare(demand(properties), Progress.SILENT);
        return table("SELECT customer_id, \"" + String.join("\", \"", properties) + "\" FROM facts.customers");
    }

    /** Rows by their first column, each with its values by column. */
    Rows table(String sql) throws SQLException {
        return Rows.of(connection, sql);
    }

    public static Demand demand(String... properties) {
        return new Demand(new TreeSet<>(List.of(properties)), List.of(), List.of(), List.of(), new ArrayList<>());
    }

    private static String text(@Nullable String value) {
        return value == null ? "NULL" : "'" + value.replace("'", "''") + "'";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package dev.beckon.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerRangesTest {

    private static final String QUERY =
            "SELECT customer_key, count(*) AS lines FROM input.order_lines WHERE {some_customers} GROUP BY customer_key";

    private Connection connection;

    @BeforeEach
    void customers() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("CREATE SCHEMA input");
        run("CREATE TABLE input.customers AS SELECT range::INTEGER AS customer_key FROM range(107)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rowsInTheOrderOfTheCustomersAreReadRangeByRange() throws SQLException {
        lines("range // 3");

        String ranges = CustomerRanges.of(connection, 10, 30).each(QUERY);

        assertThat(ranges.split("UNION ALL")).hasSize(10);
        assertThat(rows(ranges))
                .isEqualTo(rows(QUERY.replace("{some_customers}", "TRUE")))
                .hasSize(107);
    }

    @Test
    void rowsInAnotherOrderAreReadOnce() throws SQLException {
        lines("range * 71 % 107");

        assertThat(CustomerRanges.of(connection, 10, 30).each(QUERY))
                .isEqualTo(QUERY.replace("{some_customers}", "TRUE"));
    }

    @Test
    void fewCustomersAreReadAtOnce() throws SQLException {
        lines("range // 3");

        assertThat(CustomerRanges.of(connection).each(QUERY)).doesNotContain("UNION");
    }

    private void lines(String customer) throws SQLException {
        run("CREATE TABLE input.order_lines AS SELECT (" + customer + ")::INTEGER AS customer_key FROM range(321)");
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT * FROM (" + query + ") ORDER BY ALL")) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                rows.add(row.getLong(1) + " " + row.getLong(2));
            }
            return rows;
        }
    }
}

package dev.beckon.features;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Ranges of customers, for queries with many groups a customer: those of one range after the other stay in the processor's
 * caches, which halves the time. Where the rows of a range lie far apart, each range would read them all; then there is
 * one range only.
 */
final class CustomerRanges {

    private static final String PLACEHOLDER = "{some_customers}";

    private static final long CUSTOMERS = 50_000;

    /** The engine passes over so many rows at once if their customers are all of other ranges. */
    private static final int ROWS_AT_ONCE = 122_880;

    private static final int BLOCKS_TO_JUDGE = 40;

    /** How often all rows may be read. */
    private static final double MOST_READ = 2.5;

    private final List<String> conditions;

    private CustomerRanges(List<String> conditions) {
        this.conditions = conditions;
    }

    static CustomerRanges of(Connection connection) throws SQLException {
        return of(connection, CUSTOMERS, ROWS_AT_ONCE);
    }

    /** @param size customers of a range */
    static CustomerRanges of(Connection connection, long size, int rowsAtOnce) throws SQLException {
        long ranges = (long) number(connection, "SELECT count(*) FROM input.customers") / size;
        return new CustomerRanges(
                ranges < 2 || timesRead(connection, size, rowsAtOnce) > MOST_READ
                        ? List.of("TRUE")
                        : LongStream.range(0, ranges)
                                .mapToObj(range -> condition(range, ranges, size))
                                .toList());
    }

    /** The last one takes whatever is left. */
    private static String condition(long range, long ranges, long size) {
        String from = "customer_key >= " + range * size;
        return range == ranges - 1 ? from : from + " AND customer_key < " + (range + 1) * size;
    }

    /** How many ranges read the same rows, on average. */
    private static double timesRead(Connection connection, long size, int rowsAtOnce) throws SQLException {
        return number(
                connection,
                "SELECT coalesce(avg((last - first) // " + size + " + 1), 1) FROM (SELECT min(customer_key) AS first,"
                        + " max(customer_key) AS last FROM (SELECT customer_key, row_number() OVER () - 1 AS row"
                        + " FROM input.order_lines LIMIT " + (long) BLOCKS_TO_JUDGE * rowsAtOnce + ") GROUP BY row // "
                        + rowsAtOnce + ")");
    }

    private static double number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    /** The query for each range, whose rows are together those for all customers. */
    String each(String sql) {
        return sql.contains(PLACEHOLDER)
                ? conditions.stream()
                        .map(condition -> sql.replace(PLACEHOLDER, condition))
                        .collect(Collectors.joining("\nUNION ALL\n"))
                : sql;
    }
}

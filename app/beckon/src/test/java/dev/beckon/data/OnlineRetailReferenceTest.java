package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.features.InputTables;
import dev.beckon.features.Rows;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three months of a gift wholesaler: returns, missing ids, non-products, a huge order bought and returned. */
class OnlineRetailReferenceTest {

    @TempDir
    Path folder;

    private Figures totals = new Figures(new Rows(Map.of()), java.util.regex.Pattern.compile(""));

    @BeforeEach
    void readTotals() throws Exception {
        totals = Figures.of(
                "online_retail_q1/expected/online_retail_q1_totals.csv",
                "(net|gross)_amount.*|clean_gross.*|clean_monetary.*");
    }

    @Test
    void recencyFrequencyAndGrossSpendEqualTheReferenceCustomerByCustomer() throws Exception {
        try (CustomerData data = load("customers");
                Connection connection = data.connect()) {
            data.prepare(InputTables.demand("recencyDays", "frequency", "monetary"));
            var actual = new TreeMap<String, String>();
            Rows.of(connection, "SELECT * FROM facts.customers WHERE \"recencyDays\" IS NOT NULL")
                    .byKey()
                    .forEach((customer, row) -> actual.put(
                            customer,
                            row.get("recencyDays") + " " + row.get("frequency") + " "
                                    + Figures.major(row.get("monetary"))));
            var expected = new TreeMap<String, String>();
            expected("online_retail_q1_rfm.csv")
                    .byKey()
                    .forEach((customer, row) -> expected.put(
                            customer,
                            row.get("recency_days") + " " + row.get("frequency") + " " + row.get("monetary")));
            assertThat(expected).hasSize(1682);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void linesWithoutACustomerAreRejectedAndReturnsCountAgainstSpend() throws Exception {
        try (CustomerData data = load("customers");
                Connection connection = data.connect()) {
            totals.expect("lines", orders(data).read());
            totals.expect("lines_without_customer_id", orders(data).rejected());
            totals.expect("customers_with_id_any_line", data.customers());
            totals.expect(connection, "SELECT sum(amount) AS net_amount_lines_with_customer_id FROM input.order_lines");
            data.prepare(InputTables.demand("spendLast365Days"));
            totals.expect(
                    connection,
                    "SELECT count(*) AS customers_net_negative FROM facts.customers WHERE \"spendLast365Days\" < 0");
        }
    }

    @Test
    void cleanLinesPickedOutWhileLoadingHaveTheReferencesQuantiles() throws Exception {
        try (CustomerData data = load("clean");
                Connection connection = data.connect()) {
            totals.expect("clean_lines", orders(data).loaded());
            totals.expect("clean_customers", data.customers());
            data.prepare(InputTables.demand("recencyDays", "frequency", "monetary", "orders"));
            totals.expect(
                    connection,
                    "SELECT sum(orders) AS clean_invoices, sum(monetary) AS clean_gross_amount FROM facts.customers");
            totals.expect(connection, spread("recency", "\"recencyDays\""));
            totals.expect(connection, spread("frequency", "frequency"));
            totals.expect(connection, spread("monetary", "monetary"));
        }
    }

    private static String spread(String name, String column) {
        String quantile =
                ", percentile_cont(%s) WITHIN GROUP (ORDER BY " + column + ") AS clean_" + name + "_q%s_type7";
        return "SELECT min(" + column + ") AS clean_" + name + "_min, max(" + column + ") AS clean_" + name + "_max"
                + quantile.formatted(.25, 25) + quantile.formatted(.5, 50) + quantile.formatted(.75, 75)
                + " FROM facts.customers";
    }

    @Test
    void everyLineIsLoadedAndCounted() throws Exception {
        try (CustomerData data = load("lines");
                Connection connection = data.connect()) {
            assertThat(orders(data).rejected()).isZero();
            totals.expect(connection, """
                    SELECT count(*) AS lines, count(DISTINCT order_key) AS invoices,
                    count(DISTINCT product_key) AS stock_codes,
                    strftime(min(ordered_at), '%Y-%m-%d %H:%M:%S') AS first_invoice_date,
                    strftime(max(ordered_at), '%Y-%m-%d %H:%M:%S') AS last_invoice_date,
                    count(*) FILTER (WHERE quantity < 0) AS lines_negative_quantity,
                    count(*) FILTER (WHERE customer_id LIKE 'C%') AS lines_cancel_invoice_C,
                    count(*) FILTER (WHERE quantity < 0 AND customer_id NOT LIKE 'C%') AS lines_negative_quantity_without_C,
                    count(*) FILTER (WHERE amount = 0) AS lines_price_zero,
                    count(*) FILTER (WHERE category_key IS NULL) AS lines_description_blank,
                    sum(amount) AS net_amount_all_lines,
                    sum(amount) FILTER (WHERE quantity > 0) AS "gross_amount_quantity>0_all_lines"
                    FROM input.order_lines JOIN input.customers USING (customer_key)""");
            totals.expect(connection, "SELECT count(DISTINCT country) AS countries FROM input.customers");
        }
    }

    @Test
    void monthsEqualTheReference() throws Exception {
        var actual = new TreeMap<String, String>();
        try (CustomerData data = load("lines");
                Connection connection = data.connect()) {
            months(connection, "count(*) AS lines, count(DISTINCT order_key) AS invoices, sum(amount) AS net")
                    .byKey()
                    .forEach((month, row) -> actual.put(
                            month, row.get("lines") + " " + row.get("invoices") + " " + Figures.major(row.get("net"))));
        }
        try (CustomerData data = load("customers");
                Connection connection = data.connect()) {
            months(connection, "count(DISTINCT customer_key) AS customers")
                    .byKey()
                    .forEach((month, row) -> actual.merge(month, " " + row.get("customers"), String::concat));
        }
        var expected = new TreeMap<String, String>();
        expected("online_retail_q1_monthly.csv")
                .byKey()
                .forEach((month, row) -> expected.put(
                        month,
                        row.get("lines") + " " + row.get("invoices") + " " + row.get("net") + " "
                                + row.get("customers")));
        assertThat(actual).isEqualTo(expected);
    }

    private static Rows months(Connection connection, String figures) throws Exception {
        return Rows.of(
                connection,
                "SELECT strftime(ordered_on, '%Y-%m') AS month, " + figures + " FROM input.order_lines GROUP BY month");
    }

    private static Rows expected(String file) throws Exception {
        return Rows.ofFile(Reference.data().resolve("online_retail_q1/expected").resolve(file));
    }

    private CustomerData load(String settings) {
        return CustomerData.load(Reference.workspace(folder, "online-retail/" + settings), LoadOptions.defaults());
    }

    private static QualityReport.SourceQuality orders(CustomerData data) {
        return data.quality().sources().stream()
                .filter(source -> source.source().equals("orders"))
                .findFirst()
                .orElseThrow();
    }
}

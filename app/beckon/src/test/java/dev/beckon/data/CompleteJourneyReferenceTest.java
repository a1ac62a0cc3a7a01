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

/** A year of grocery shopping, joined over its tables. */
class CompleteJourneyReferenceTest {

    @TempDir
    Path folder;

    private Figures totals = new Figures(new Rows(Map.of()), java.util.regex.Pattern.compile(""));

    @BeforeEach
    void readTotals() throws Exception {
        totals = Figures.of("completejourney/expected/totals.csv", "sum_(sales_value|.*_disc)");
    }

    @Test
    void linesAndRedemptionsOfHouseholds() throws Exception {
        try (CustomerData data = load("households");
                Connection connection = data.connect()) {
            totals.expect(connection, """
                    SELECT count(*) AS lines, count(DISTINCT customer_key) AS households,
                    count(DISTINCT order_key) AS baskets, count(DISTINCT product) AS products,
                    CAST(sum(quantity) AS BIGINT) AS sum_quantity, sum(amount) AS sum_sales_value,
                    sum(discount) AS sum_retail_disc, count(*) FILTER (WHERE quantity = 0) AS lines_quantity_0,
                    count(*) FILTER (WHERE amount = 0 AND (order_key, product) <> (hash('32478901200'), '13945244'))
                    AS lines_sales_value_0,
                    strftime(min(ordered_at), '%Y-%m-%d %H:%M:%S') AS first_timestamp,
                    strftime(max(ordered_at), '%Y-%m-%d %H:%M:%S') AS last_timestamp FROM input.order_lines
                    LEFT JOIN input.products USING (product_key)""");
            assertThat(Rows.of(connection, "SELECT count(*) FROM input.order_lines WHERE category_key IS NULL")
                            .byKey())
                    .as("lines whose product has no department")
                    .containsOnlyKeys(linesWithoutDepartment());
            data.prepare(InputTables.demand("monetary", "favouriteCategory", "ageBand"));
            totals.expect(connection, "SELECT sum(monetary) AS sum_sales_value FROM facts.customers");
            totals.expect(
                    connection,
                    "SELECT count(*) AS redemptions, count(DISTINCT customer_key) AS redeeming_households FROM input.events");
            assertThat(Rows.of(connection, "SELECT count(*) FROM facts.customers WHERE \"ageBand\" IS NOT NULL")
                            .byKey())
                    .containsOnlyKeys("801");
        }
    }

    @Test
    void redemptionsByCampaign() throws Exception {
        try (CustomerData data = load("coupons");
                Connection connection = data.connect()) {
            totals.expect(connection, "SELECT sum(discount) AS sum_coupon_disc FROM input.order_lines");
            totals.expect(connection, "SELECT count(*) AS redemptions FROM input.events");
            var actual = new TreeMap<String, String>();
            Rows.of(
                            connection,
                            "SELECT customer_id, CAST(count(*) AS DOUBLE) AS n FROM input.events JOIN input.customers USING (customer_key)"
                                    + " GROUP BY 1")
                    .byKey()
                    .forEach((campaign, row) -> actual.put(campaign, String.valueOf(row.get("n"))));
            var expected = new TreeMap<String, String>();
            Rows.ofFile(Reference.data().resolve("completejourney/expected/campaign_redemption.csv"))
                    .byKey()
                    .forEach((campaign, row) -> expected.put(campaign, String.valueOf(row.get("redemptions"))));
            totals.expect("campaigns", expected.size());
            expected.values().removeIf("0.0"::equals);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void targetedHouseholds() {
        try (CustomerData data = load("targets")) {
            totals.expect("targeted_households", data.customers());
            totals.expect("targeted_pairs", data.quality().sources().get(0).read());
        }
    }

    private String linesWithoutDepartment() throws Exception {
        Path data = Reference.data().resolve("completejourney");
        try (Connection connection = java.sql.DriverManager.getConnection("jdbc:duckdb:")) {
            return Rows.of(
                            connection,
                            "SELECT count(*) FROM read_csv('" + data
                                    + "/transactions_sample.csv.gz', all_varchar = true) t"
                                    + " LEFT JOIN read_csv('" + data
                                    + "/products.csv.gz', all_varchar = true, nullstr = 'NA') p"
                                    + " USING (product_id) WHERE p.department IS NULL")
                    .byKey()
                    .keySet()
                    .iterator()
                    .next();
        }
    }

    private CustomerData load(String settings) {
        return CustomerData.load(Reference.workspace(folder, "complete-journey/" + settings), LoadOptions.defaults());
    }
}

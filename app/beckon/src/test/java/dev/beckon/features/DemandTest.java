package dev.beckon.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.facts.Property;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Only what somebody reads is computed. */
class DemandTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

    @Test
    void ageAloneReadsOnlyTheCustomers() throws SQLException {
        assertThat(sql("age")).contains("input.customers").doesNotContain("facts.lines", "input.order_lines", "events");
    }

    @Test
    void theRecencyScoreCountsNoOrders() throws SQLException {
        String sql = sql("recencyScore");

        assertThat(sql).contains("facts.spend", "facts.recency_scores");
        assertThat(sql).doesNotContain("facts.orders", "facts.frequency", "facts.monetary_scores", "favourite");
    }

    @Test
    void intermediateResultsDontBecomeFacts() throws SQLException {
        try (var input = new InputTables()) {
            input.customers("ann");
            input.line("ann", "o1", "2026-10-01", 100);
            input.compute(input.facts(AS_OF), "averageOrderValue");
            assertThat(input.table("DESCRIBE facts.customers").byKey())
                    .containsOnlyKeys("customer_id", "customer_key", "averageOrderValue", "frequency", "orders");
            assertThat(input.table("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'facts'")
                            .byKey())
                    .containsOnlyKeys("orders", "person", "spend");
            assertThat(input.compute(input.facts(AS_OF), "spendLast90Days", "averageOrderValue")
                            .get("ann"))
                    .containsEntry("spendLast90Days", 100L);
        }
    }

    @Test
    void anAttributeMayBeNamedLikeAnIntermediateResult() throws SQLException {
        var netSpend =
                new Property("netSpend", ValueType.WHOLE, Unit.NONE, "net spend", "theirs", Property.Origin.ATTRIBUTE);
        try (var input = new InputTables()) {
            input.run("ALTER TABLE input.customers ADD COLUMN \"netSpend\" BIGINT");
            input.run("INSERT INTO input.customers (customer_id, \"netSpend\") VALUES ('ann', 7)");
            input.line("ann", "o1", "2026-10-01", 100);
            CustomerFacts facts = input.facts(AS_OF, RfmSettings.STANDARD, netSpend);

            assertThat(input.compute(facts, "averageOrderValue").get("ann")).containsEntry("averageOrderValue", 100.0);
            assertThat(input.compute(facts, "netSpend", "averageOrderValue").get("ann"))
                    .containsEntry("netSpend", 7L)
                    .containsEntry("averageOrderValue", 100.0);
        }
    }

    @Test
    void whatIsReadLaterIsAddedToWhatWasComputed() throws SQLException {
        try (var input = new InputTables()) {
            input.customers("ann");
            input.run("UPDATE input.customers SET signup_date = DATE '2026-10-22', email_address = 'ann@example.com'");
            input.line("ann", "o1", "2026-10-30", 100);
            input.consent("ann", "email", "granted", "2026-01-01 10:00:00");
            CustomerFacts facts = input.facts(AS_OF);

            assertThat(input.compute(facts, "recencyDays").get("ann")).containsEntry("recencyDays", 2L);
            assertThat(input.compute(facts, "tenureDays").get("ann")).containsEntry("tenureDays", 10L);
            assertThat(input.compute(facts, "mayEmail", "lastSeenDaysAgo").get("ann"))
                    .containsEntry("mayEmail", true)
                    .containsEntry("lastSeenDaysAgo", 2L);
            assertThat(input.compute(facts, "recencyDays", "frequency").get("ann"))
                    .containsEntry("recencyDays", 2L)
                    .containsEntry("frequency", 1L);
        }
    }

    @Test
    void unreadColumnsOfAGroupAreNotComputed() throws SQLException {
        try (var input = new InputTables()) {
            input.facts(AS_OF).prepare(InputTables.demand("age"), dev.beckon.feedback.Progress.SILENT);
            String spend = tables(input, "recencyDays").get(0);
            String plan = input.table("EXPLAIN " + spend.substring(spend.indexOf("SELECT")))
                    .byKey()
                    .values()
                    .toString();

            assertThat(plan).contains("ordered_on").doesNotContain("discount", "sum(");
        }
    }

    private static String sql(String... properties) throws SQLException {
        try (var input = new InputTables()) {
            return tables(input, properties).stream().collect(Collectors.joining(";\n"));
        }
    }

    private static List<String> tables(InputTables input, String... properties) throws SQLException {
        FeatureTables tables = input.featureTables(AS_OF);
        tables.prepare();
        return tables.statements(InputTables.demand(properties), List.of(), input.heldFacts(AS_OF));
    }
}

package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.decide.Decider;
import dev.beckon.features.Rows;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RuleSet;
import dev.beckon.workspace.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example orders of the R package rfm, each of its configurations equal to its own expected file. */
class RfmReferenceTest {

    private static final Set<String> MEASURES =
            Set.of("rfm", "frequency", "recencyDays", "monetary", "recencyScore", "frequencyScore", "monetaryScore");

    @TempDir
    Path folder;

    @Test
    void quantilesEqualTheRightClosedReferenceCustomerByCustomer() throws Exception {
        assertThat(customers("quantiles")).isEqualTo(expected("rfm_orders_right_closed_customers.csv"));
    }

    @Test
    void thePackagesEdgesEqualItsOwnResultsCustomerByCustomer() throws Exception {
        assertThat(customers("package-edges")).isEqualTo(expected("rfm_orders_customers.csv"));
    }

    @Test
    void fixedThresholdsEqualTheHelpPagesSummary() throws Exception {
        var actual = new TreeMap<String, String>();
        try (CustomerData data = load("fixed-edges")) {
            Map<String, String> segments = decide(data);
            segments.values().forEach(segment -> actual.merge(segment, "1", (a, b) -> "" + (Integer.parseInt(a) + 1)));
        }
        var expected = new TreeMap<String, String>();
        Rows.ofFile(Reference.data().resolve("rfm_orders/expected/rfm_orders_customthreshold_segment_summary.csv"))
                .byKey()
                .forEach((segment, row) -> expected.put(segment, String.valueOf(row.get("customers"))));
        assertThat(actual).isEqualTo(expected);
    }

    /** Customer to segment, scores and measures in one line. */
    private Map<String, String> customers(String settings) throws Exception {
        try (CustomerData data = load(settings)) {
            Map<String, String> segments = decide(data);
            try (Connection connection = data.connect()) {
                Rows facts = Rows.of(
                        connection,
                        "SELECT customer_id, rfm, frequency, \"recencyDays\", monetary // 100 AS amount, monetary % 100 AS"
                                + " cents, \"recencyScore\", \"frequencyScore\", \"monetaryScore\" FROM facts.customers");
                var lines = new TreeMap<String, String>();
                facts.byKey().forEach((customer, row) -> {
                    assertThat(row.remove("cents")).isEqualTo(0L);
                    lines.put(customer, segments.get(customer) + " " + row.values());
                });
                return lines;
            }
        }
    }

    private static Map<String, String> expected(String file) throws Exception {
        var lines = new TreeMap<String, String>();
        Rows.ofFile(Reference.data().resolve("rfm_orders/expected").resolve(file))
                .byKey()
                .forEach((customer, row) -> lines.put(customer, row.remove("segment") + " " + row.values()));
        assertThat(lines).hasSize(995);
        return lines;
    }

    private CustomerData load(String settings) {
        return CustomerData.load(Reference.workspace(folder, "rfm-orders/" + settings), LoadOptions.defaults());
    }

    /** Segment by customer, by the rules of the workspace. */
    private Map<String, String> decide(CustomerData data) {
        CustomerType type = CustomerTypes.declare(data.vocabulary());
        RuleSet rules = RuleSet.read(Workspace.open(folder).rules(), data.vocabulary(), 2);
        data.prepare(rules.demand().alsoReading(MEASURES));
        var segments = new TreeMap<String, String>();
        try (CompiledRules compiled = rules.compile(type)) {
            new Decider(compiled, 2)
                    .decide(
                            data.chunks(type, rules.demand(), 100),
                            chunk -> chunk.decisions()
                                    .forEach(decision -> segments.put(
                                            decision.customer(),
                                            decision.segments().getOrDefault("RFM", "Others"))));
        }
        return segments;
    }
}

package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.cli.SampleWorkspace.Ran;
import dev.beckon.plan.Planning;
import dev.beckon.plan.Policies;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The workspace {@code every-gate}, whose README.md explains what is expected of whom. */
class EveryGateTest {

    private static final String AT = "2026-11-02T04:30:00Z";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SOURCE = Path.of("src/test/resources/workspaces/every-gate");

    @TempDir
    private Path folder;

    private SampleWorkspace workspace;

    @BeforeEach
    void copy() throws IOException {
        workspace = SampleWorkspace.everyGate(folder);
    }

    @Test
    void everyCustomerHasTheOutcomeThatWasWorkedOutByHand() throws IOException, SQLException {
        Ran ran = workspace.run("preview", "--json", "--at", AT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();

        Map<String, String> expected = outcomes(SOURCE.resolve("expected.csv"), "customer", "outcome", "why");
        var found = new TreeMap<String, String>();
        for (String campaign : Set.of("voucher", "tasting")) {
            Path out = folder.resolve("out").resolve(campaign);
            found.putAll(outcomes(out.resolve("messages.csv"), "customer_id", "channel", "send_at"));
            found.putAll(outcomes(out.resolve("skips.csv"), "customer_id", "gate", "reason"));
        }
        assertThat(found).isEqualTo(expected);
        assertThat(ran.out()).contains("\"campaign\" : \"tasting\"", "\"campaign\" : \"voucher\"");
        JsonNode plan = JSON.readTree(folder.resolve("out/voucher/plan.json"));
        assertThat(plan.get("messages").asInt()).isEqualTo(5);
        assertThat(plan.get("cost").get("amount").decimalValue()).isEqualByComparingTo("0.88");
        assertThat(plan.get("budget").get("amount").decimalValue()).isEqualByComparingTo("0.88");
    }

    @Test
    void noGateIsLeftOut() throws SQLException {
        Workspace opened = Workspace.open(folder);
        Set<String> gates = Planning.gates(Policies.read(opened), opened.company()).stream()
                .map(Planning.GateName::key)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>();
        outcomes(SOURCE.resolve("expected.csv"), "customer", "outcome", "why")
                .values()
                .forEach(each -> expected.add(each.substring(0, each.indexOf(':'))));

        assertThat(expected).containsAll(gates);
    }

    @Test
    void theFunnelNamesEveryGateInWords() {
        String funnel = workspace.run("preview", "--at", AT).out();

        assertThat(funnel)
                .contains(
                        "- the veto of a rule",
                        "- an age below the minimum",
                        "- their wish not to be disturbed",
                        "- no usable channel with consent",
                        "- an earlier opt-out, bounce or complaint",
                        "- an address shared with another customer",
                        "- another campaign that came first",
                        "- enough messages already",
                        "- the global hold-out of all campaigns",
                        "- control group, to measure the effect",
                        "- no permitted hour, or the offer is over",
                        "- a budget that is spent",
                        "- the maximum number of recipients",
                        "- content that the message lacks",
                        "Cost  INR 0.88 of a budget of INR 0.88");
    }

    @Test
    void saysWhyToOneCustomer() {
        assertThat(workspace
                        .run("preview", "voucher", "--at", AT, "--customer", "heard-enough")
                        .out())
                .isEqualTo("voucher: no message, at most 2 messages per 7 days (had 2 in the 7 days before)\n\n");
        assertThat(workspace
                        .run("preview", "voucher", "--at", AT, "--customer", "budget-passed-by")
                        .out())
                .isEqualTo("voucher: no message, the budget is spent (place 7 by value)\n\n");
        assertThat(workspace.run("explain", "held-out-of-all", "--at", AT).out())
                .contains("voucher: no message, global hold-out (5% of all customers)");
    }

    private static Map<String, String> outcomes(Path csv, String customer, String what, String why)
            throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var query = connection.createStatement();
                var rows = query.executeQuery("SELECT campaign || ' ' || " + customer + ", " + what + " || ': ' || "
                        + why + " FROM read_csv('" + csv.toAbsolutePath() + "', all_varchar = true)")) {
            var outcomes = new TreeMap<String, String>();
            while (rows.next()) {
                assertThat(outcomes).doesNotContainKey(rows.getString(1));
                outcomes.put(rows.getString(1), rows.getString(2));
            }
            return outcomes;
        }
    }
}

package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.Demand;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved decisions, through the locked data engine. */
class PreviousDecisionsTest {

    private static final Demand RFM = new Demand(new TreeSet<>(), List.of(), List.of(), List.of("RFM"), List.of());

    @TempDir
    Path workspace;

    @TempDir
    Path elsewhere;

    @BeforeEach
    void writeCustomers() throws IOException {
        Files.writeString(workspace.resolve("customers.csv"), "customer-id\nann\nbob\n");
    }

    @Test
    void areReadFromTheWorkspaceOrElsewhere() throws IOException {
        String saved = "customer_id,segments\nann,Age group=Young;RFM=Lost\n";
        Files.writeString(workspace.resolve("last.csv"), saved);
        Path other = Files.writeString(elsewhere.resolve("last.csv"), saved);

        for (String file : List.of("last.csv", other.toString())) {
            try (CustomerData data = load(file)) {
                data.prepare(RFM);
                CustomerChunk chunk = data.chunks(CustomerTypes.declare(data.vocabulary()), RFM, 10)
                        .next();
                assertThat(chunk.customers())
                        .extracting(customer -> customer.previousSegment(0))
                        .containsExactly("Lost", null);
            }
        }
    }

    @Test
    void factsOutliveTheRuleThatAskedForThem() throws IOException {
        Files.writeString(workspace.resolve("last.csv"), "customer_id,segments\nann,RFM=Lost\n");
        Demand cities = new Demand(new TreeSet<>(List.of("city")), List.of(), List.of(), List.of(), List.of());

        try (CustomerData data = load("last.csv")) {
            for (Demand demand : List.of(RFM, cities, RFM)) {
                data.prepare(demand);
                assertThat(data.database().count("facts.customers")).isEqualTo(2);
            }
        }
    }

    @Test
    void aMissingFileIsAProblemAtItsLine() {
        assertThatThrownBy(() -> load("last.csv"))
                .isInstanceOf(ProblemsFound.class)
                .hasMessage("beckon.yaml:1:27: 'previous-decisions' names last.csv but there is no such file."
                        + " Maybe 'beckon decide --out last.csv' was never run");
    }

    private CustomerData load(String previousDecisions) throws IOException {
        Files.writeString(
                workspace.resolve("beckon.yaml"),
                "data: {as-of: 2026-11-01, previous-decisions: '" + previousDecisions
                        + "'}\nsources: {customers: {files: customers.csv}}\n");
        return CustomerData.load(Workspace.open(workspace), LoadOptions.defaults());
    }
}

package dev.beckon.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.StrictYaml;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);
    private static final String[] SCORES = {
        "recencyScore", "frequencyScore", "monetaryScore", "recencyQuartile", "frequencyQuartile", "monetaryQuartile"
    };

    private InputTables input;

    @BeforeEach
    void open() throws SQLException {
        input = new InputTables();
    }

    @AfterEach
    void close() throws SQLException {
        input.close();
    }

    @Test
    void classesEndAtTypeSevenQuantiles() throws SQLException {
        // Spend 10, 20, 30, 40, 100: quantiles at 18, 26, 34, 52; quartiles at 20, 30, 40.
        int[] spend = {10, 20, 30, 40, 100};
        for (int i = 0; i < spend.length; i++) {
            input.customers("c" + spend[i]);
            input.line("c" + spend[i], "o" + i, "2026-10-0" + (i + 1), spend[i]);
        }
        input.customers("idle");

        var facts = input.compute(input.facts(AS_OF), "monetaryScore", "monetaryQuartile", "recencyScore", "rfm");

        assertThat(facts.get("c10"))
                .containsEntry("monetaryScore", 1L)
                .containsEntry("monetaryQuartile", 1L)
                .containsEntry("recencyScore", 1L)
                .containsEntry("rfm", "111");
        assertThat(facts.get("c20")).containsEntry("monetaryScore", 2L).containsEntry("monetaryQuartile", 1L);
        assertThat(facts.get("c30")).containsEntry("monetaryScore", 3L).containsEntry("monetaryQuartile", 2L);
        assertThat(facts.get("c40")).containsEntry("monetaryScore", 4L).containsEntry("monetaryQuartile", 3L);
        assertThat(facts.get("c100"))
                .containsEntry("monetaryScore", 5L)
                .containsEntry("monetaryQuartile", 4L)
                .containsEntry("recencyScore", 5L)
                .containsEntry("rfm", "515");
        assertThat(facts.get("idle").values()).containsOnlyNulls();
    }

    @Test
    void ordersOfStrangersDontMoveTheQuantiles() throws SQLException {
        input.customers("a", "b");
        input.line("a", "o1", "2026-10-01", 100);
        input.line("b", "o2", "2026-10-02", 200);
        for (int i = 0; i < 20; i++) {
            input.line("stranger" + i, "s" + i, "2026-10-31", 9000);
        }

        assertThat(input.compute(input.facts(AS_OF), "monetaryScore", "recencyScore")
                        .get("b"))
                .containsEntry("monetaryScore", 5L)
                .containsEntry("recencyScore", 5L);
    }

    @Test
    void fixedEdgesBelongToTheNextClass() throws SQLException {
        input.customers("a", "b");
        input.line("a", "o1", "2026-10-22", 25579); // 10 days ago
        input.line("b", "o2", "2026-10-21", 25580); // 11 days ago
        var rfm = new RfmSettings(
                false,
                false,
                Map.of(
                        "recency", edges("11", "20", "30", "40"),
                        "frequency", edges("1", "2", "3", "4"),
                        "monetary", edges("255.8", "382", "506.4", "666")));

        var facts = input.compute(input.facts(AS_OF, rfm), "recencyScore", "frequencyScore", "monetaryScore");

        assertThat(facts.get("a"))
                .containsEntry("recencyScore", 5L)
                .containsEntry("frequencyScore", 2L)
                .containsEntry("monetaryScore", 1L);
        assertThat(facts.get("b"))
                .containsEntry("recencyScore", 4L)
                .containsEntry("frequencyScore", 2L)
                .containsEntry("monetaryScore", 2L);
    }

    @Test
    void equalValuesGetEqualScoresInAnyRowOrder() throws SQLException {
        manyWithTies();
        Map<String, ?> first = input.compute(input.facts(AS_OF), SCORES).byKey();
        for (int seed = 1; seed <= 3; seed++) {
            input.run(
                    "CREATE OR REPLACE TABLE input.order_lines AS SELECT * FROM input.order_lines ORDER BY hash(line, "
                            + seed + ")");
            input.run(
                    "CREATE OR REPLACE TABLE input.customers AS SELECT * FROM input.customers ORDER BY hash(customer_id, "
                            + seed + ")");
            assertThat(input.compute(input.facts(AS_OF), SCORES).byKey()).isEqualTo(first);
        }
        input.compute(input.facts(AS_OF), "frequency", "frequencyScore", "monetary", "monetaryScore");
        for (String measure : List.of("frequency", "monetary")) {
            assertThat(input.table("SELECT " + measure + " FROM facts.customers GROUP BY " + measure
                                    + " HAVING count(DISTINCT " + measure + "Score) > 1")
                            .byKey())
                    .as("values whose holders have different scores")
                    .isEmpty();
        }
    }

    @Test
    void warnsOfClassesThatTiesLeaveEmpty() throws SQLException {
        manyWithTies();
        CustomerFacts facts = input.facts(AS_OF);
        input.compute(facts, "frequencyScore", "recencyScore");

        assertThat(facts.warnings())
                .containsExactly("nobody has frequencyScore 2, 3, because too many customers share a value"
                        + " (customers by class: 1: 60, 2: 0, 3: 0, 4: 20, 5: 20)");
    }

    @Test
    void namesItsMethod() {
        assertThat(RfmSettings.STANDARD.describe())
                .isEqualTo(
                        "scores by quantile (value <= type-7 quantile); frequency = orders; monetary = net of returns");
        assertThat(settings("{method: edges, frequency: purchase-days, monetary: gross, edges: {recency: [1, 2, 3, 4],"
                                + " frequency: [1, 2, 3, 4], monetary: [1, 2, 3.5, 4]}}")
                        .describe())
                .isEqualTo(
                        "scores by fixed edges (value < edge); frequency = purchase days; monetary = gross of returns");
    }

    @Test
    void refusesEdgesThatArentFourAscendingNumbers() {
        Assertions.assertThatThrownBy(
                        () -> settings("{method: edges, edges: {recency: [1, 2, 3], frequency: [4, 3, 2, 1],"
                                + " monetary: [1, 2, x, 4]}}"))
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("'recency' must be four ascending numbers")
                .hasMessageContaining("'frequency' must be four ascending numbers")
                .hasMessageContaining("'monetary' must be four ascending numbers");
    }

    @Test
    void refusesEdgesWithoutTheMethodAndTheMethodWithoutEdges() {
        Assertions.assertThatThrownBy(() -> settings("{edges: {recency: [1, 2, 3, 4]}}"))
                .hasMessageContaining("Maybe you meant 'method: edges'");
        Assertions.assertThatThrownBy(() -> settings("{method: edges}"))
                .hasMessageContaining("'edges' is missing in rfm");
    }

    /** 100 customers: 60 with one order, 20 with two, 20 with three to five; spend in five steps. */
    private void manyWithTies() throws SQLException {
        var lines = new ArrayList<String[]>();
        for (int i = 0; i < 100; i++) {
            String id = "c%02d".formatted(i);
            input.customers(id);
            int orders = i < 60 ? 1 : i < 80 ? 2 : 3 + i % 3;
            for (int o = 0; o < orders; o++) {
                lines.add(new String[] {
                    id, id + "-" + o, "2026-10-%02d".formatted(1 + (i * 7 + o) % 28), "" + 100 * (i % 5)
                });
            }
        }
        Collections.shuffle(lines, new Random(1));
        for (String[] line : lines) {
            input.line(line[0], line[1], line[2], Long.parseLong(line[3]) + 100);
        }
    }

    private static RfmSettings settings(String yaml) {
        var problems = new Problems();
        RfmSettings settings = RfmSettings.from(StrictYaml.parse(yaml, "beckon.yaml", problems));
        problems.throwIfAny();
        return settings;
    }

    private static List<BigDecimal> edges(String... edges) {
        return List.of(edges).stream().map(BigDecimal::new).toList();
    }
}

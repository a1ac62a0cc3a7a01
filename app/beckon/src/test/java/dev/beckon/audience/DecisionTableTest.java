package dev.beckon.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.audience.DecisionTable.Row;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.rules.Phase;
import dev.beckon.rules.RuleRef;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionTableTest {

    private static final DecidedChunk NO_CUSTOMERS = new DecidedChunk(List.of(), List.of());

    private static final List<RuleRef> RULES = IntStream.range(0, 130)
            .mapToObj(id -> new RuleRef(id, Phase.SEGMENTS, "Rule " + id, "rules/segments/some.drl", id + 1))
            .toList();

    /** Two texts are shared, all further ones stand in their rows. */
    @Test
    void showsTextsWhetherSharedOrNot() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            try (var statement = connection.createStatement()) {
                statement.execute("ATTACH ':memory:' AS scratch");
            }
            try (var table = new DecisionTable(connection, Map.of("RFM", List.of("Lost")), RULES, 2)) {
                table.take(
                        NO_CUSTOMERS,
                        List.of(
                                row("a", 1, "new", "", 0, 7, 8),
                                row("b", 0, "", "bundle:40"),
                                row("c", 1, "new;old", "bundle:40", 55, 56, 63),
                                row("d", 0, "old", "survey:5", 129)));
            }

            var shown = new ArrayList<String>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT concat_ws('|', customer_id, \"segment:RFM\", tags, actions, channels, rules)"
                                    + " FROM decisions")) {
                while (rows.next()) {
                    shown.add(rows.getString(1));
                }
            }
            assertThat(shown)
                    .containsExactly(
                            "a|Lost|new|||Rule 0;Rule 7;Rule 8",
                            "b|Others||bundle:40||",
                            "c|Lost|new;old|bundle:40||Rule 55;Rule 56;Rule 63",
                            "d|Others|old|survey:5||Rule 129");
        }
    }

    private static Row row(String customer, int segment, String tags, String actions, int... fired) {
        long[] numbers = new FiredRules(RULES)
                .numbers(Arrays.stream(fired).mapToObj(RULES::get).toList());
        return new Row(customer, new long[] {segment}, tags, actions, "", numbers);
    }
}

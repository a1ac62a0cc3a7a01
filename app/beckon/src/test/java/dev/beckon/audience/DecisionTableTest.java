package dev.beckon.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.audience.DecisionTable.Row;
import dev.beckon.decide.DecidedChunk;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTableTest {

    private static final DecidedChunk NO_CUSTOMERS = new DecidedChunk(List.of(), List.of());

    /** Two texts are shared, all further ones stand in their rows. */
    @Test
    void showsTextsWhetherSharedOrNot() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            try (var statement = connection.createStatement()) {
                statement.execute("ATTACH ':memory:' AS scratch");
            }
            try (var table = new DecisionTable(connection, Map.of("RFM", List.of("Lost")), 2)) {
                table.take(
                        NO_CUSTOMERS,
                        List.of(
                                row("a", "Lost", "new", ""),
                                row("b", "Others", "", "bundle:40"),
                                row("c", "Lost", "new;old", "bundle:40"),
                                row("d", "Others", "old", "survey:5")));
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
                            "a|Lost|new|||Rule a",
                            "b|Others||bundle:40||Rule b",
                            "c|Lost|new;old|bundle:40||Rule c",
                            "d|Others|old|survey:5||Rule d");
        }
    }

    private static Row row(String customer, String segment, String tags, String actions) {
        return new Row(customer, new String[] {segment}, tags, actions, "", "Rule " + customer);
    }
}

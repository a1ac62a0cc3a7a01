package dev.beckon.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Applies the set gates in their order, and splits the candidates into messages and skips. */
final class Outcome {

    private final Connection connection;
    private final List<Gate> gates;

    Outcome(Connection connection, List<Gate> gates) {
        this.connection = connection;
        this.gates = gates;
    }

    void settle() throws SQLException {
        writeGates();
        for (int place = 0; place < gates.size(); place++) {
            if (gates.get(place) instanceof SetGate gate && gate.isNeeded()) {
                apply(gate, place);
            }
        }
        Sql.runFile(connection, "outcome.sql");
        verify();
    }

    private void writeGates() throws SQLException {
        Sql.run(connection, "CREATE OR REPLACE TABLE plan.gates (place INTEGER, key VARCHAR, title VARCHAR)");
        try (var insert = connection.prepareStatement("INSERT INTO plan.gates VALUES (?, ?, ?)")) {
            for (int place = 0; place < gates.size(); place++) {
                insert.setInt(1, place);
                insert.setString(2, gates.get(place).key());
                insert.setString(3, gates.get(place).title());
                insert.execute();
            }
        }
    }

    private void apply(SetGate gate, int place) throws SQLException {
        Sql.run(
                connection,
                "CREATE OR REPLACE VIEW plan.standing AS SELECT * FROM plan.candidates c WHERE (gate IS NULL OR gate > "
                        + place + ") AND NOT EXISTS (SELECT 1 FROM plan.stops s WHERE s.row = c.row)");
        Sql.run(
                connection,
                "INSERT INTO plan.stops SELECT row, " + place + ", reason, detail FROM (" + gate.sql() + ")");
    }

    /** Every customer of an audience is in exactly one of messages and skips, once. */
    private void verify() throws SQLException {
        try (var statement = connection.createStatement();
                var wrong = statement.executeQuery("""
                SELECT count(*) FROM (
                    SELECT campaign, customer_id FROM plan.candidates
                    EXCEPT ALL (SELECT campaign, customer_id FROM plan.messages
                                UNION ALL SELECT campaign, customer_id FROM plan.skips)
                    UNION ALL
                    (SELECT campaign, customer_id FROM plan.candidates
                     GROUP BY ALL HAVING count(*) > 1))""")) {
            wrong.next();
            if (wrong.getLong(1) > 0) {
                throw new IllegalStateException(
                        wrong.getLong(1) + " customers are in none or several of messages and skips");
            }
        }
    }
}

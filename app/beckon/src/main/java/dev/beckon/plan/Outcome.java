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
        Sql.run(connection, """
                CREATE OR REPLACE VIEW plan.standing AS
                SELECT c.row, r.campaign, c.customer_id, c.gate, w.word AS channel, c.address, c.send_at, c.priority,
                       c.value, c.cost_micros
                FROM plan.candidates c
                JOIN plan.runs r ON r.place = c.run
                LEFT JOIN plan.words w ON w.code = c.channel
                WHERE (c.gate IS NULL OR c.gate > %d) AND NOT EXISTS (SELECT 1 FROM plan.stops s WHERE s.row = c.row)""".formatted(place));
        Sql.run(
                connection,
                "INSERT INTO plan.stops SELECT row, " + place + ", reason, detail FROM (" + gate.sql() + ")");
    }

    /** Every customer of an audience is in exactly one of messages and skips, once. */
    private void verify() throws SQLException {
        try (var statement = connection.createStatement();
                var wrong = statement.executeQuery("""
                SELECT count(*) FROM (
                    SELECT r.campaign, c.customer_id FROM plan.candidates c JOIN plan.runs r ON r.place = c.run
                    EXCEPT ALL (SELECT campaign, customer_id FROM plan.messages
                                UNION ALL SELECT campaign, customer_id FROM plan.skips)
                    UNION ALL
                    (SELECT campaign, customer_id FROM (SELECT campaign, customer_id FROM plan.messages
                                UNION ALL SELECT campaign, customer_id FROM plan.skips)
                     GROUP BY ALL HAVING count(*) > 1))""")) {
            wrong.next();
            if (wrong.getLong(1) > 0) {
                throw new IllegalStateException(
                        wrong.getLong(1) + " customers are in none or several of messages and skips");
            }
        }
    }
}

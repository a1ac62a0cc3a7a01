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
                       c.value, c.cost_micros, r.place, r.due, r.is_open, r.takes, r.budget_micros, r.maximum_recipients
                FROM plan.candidates c
                JOIN plan.runs r ON r.place = c.run
                LEFT JOIN plan.words w ON w.code = c.channel
                WHERE (c.gate IS NULL OR c.gate > %d) AND NOT EXISTS (SELECT 1 FROM plan.stops s WHERE s.row = c.row)""".formatted(place));
        Sql.run(
                connection,
                "INSERT INTO plan.stops SELECT row, " + place + ", reason, detail FROM (" + gate.sql() + ")");
    }

    /**
     * Every customer of an audience is in exactly one of messages and skips, once. As their rows are made of candidates,
     * it is enough that there are as many of them, and each only once.
     */
    private void verify() throws SQLException {
        try (var statement = connection.createStatement();
                var counts = statement.executeQuery("""
                SELECT (SELECT count(*) FROM plan.candidates), count(*), sum(people)::BIGINT FROM (
                    SELECT count(*) AS people FROM (
                        SELECT campaign, customer_id FROM plan.messages
                        UNION ALL SELECT campaign, customer_id FROM plan.skips)
                    GROUP BY campaign, customer_id)""")) {
            counts.next();
            long candidates = counts.getLong(1);
            if (counts.getLong(2) != candidates || counts.getLong(3) != candidates) {
                throw new IllegalStateException("of " + candidates + " candidates, " + counts.getLong(2)
                        + " customers are in " + counts.getLong(3) + " messages and skips");
            }
        }
    }
}

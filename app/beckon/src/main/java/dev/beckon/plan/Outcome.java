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
     * Every customer of an audience is in exactly one of messages and skips, once: there are as many candidates as rows, each
     * row is of another customer and campaign, and they are the candidates' (their hashes come to the same).
     */
    private void verify() throws SQLException {
        try (var statement = connection.createStatement();
                var wrong = statement.executeQuery("""
                WITH candidates AS (
                    SELECT count(*) AS rows, coalesce(sum(hash(r.campaign, c.customer_id)), 0) AS hashes
                    FROM plan.candidates c JOIN plan.runs r ON r.place = c.run),
                planned AS (
                    SELECT count(*) AS customers, coalesce(sum(times), 0) AS rows,
                           coalesce(sum(hash(campaign, customer_id)), 0) AS hashes
                    FROM (SELECT campaign, customer_id, count(*) AS times FROM (
                              SELECT campaign, customer_id FROM plan.messages
                              UNION ALL SELECT campaign, customer_id FROM plan.skips)
                          GROUP BY campaign, customer_id))
                SELECT c.rows, p.customers, p.rows::BIGINT FROM candidates c, planned p
                WHERE c.rows <> p.customers OR c.rows <> p.rows OR c.hashes <> p.hashes""")) {
            if (wrong.next()) {
                throw new IllegalStateException("of " + wrong.getLong(1) + " candidates, " + wrong.getLong(2)
                        + " customers are in " + wrong.getLong(3) + " messages and skips");
            }
        }
    }
}

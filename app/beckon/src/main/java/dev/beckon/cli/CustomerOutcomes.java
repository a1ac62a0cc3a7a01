package dev.beckon.cli;

import dev.beckon.report.MessageRow;
import dev.beckon.report.RenderedMessage;
import dev.beckon.report.SampleRenderer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a plan has for one customer, as text for people. */
final class CustomerOutcomes {

    private final Connection connection;
    private final SampleRenderer renderer;

    CustomerOutcomes(Connection connection, SampleRenderer renderer) {
        this.connection = connection;
        this.renderer = renderer;
    }

    /** One text a campaign whose audience the customer belongs to, by the campaign's name. */
    List<String> of(String customer) throws SQLException {
        var outcomes = new ArrayList<String>();
        each(
                "SELECT campaign, channel, language, address, action, parameters, variables, send_at, rule"
                        + " FROM plan.messages WHERE customer_id = ? ORDER BY campaign",
                customer,
                row -> outcomes.add(message(customer, row)));
        each(
                "SELECT campaign, reason, detail, rule FROM plan.skips WHERE customer_id = ? ORDER BY campaign",
                customer,
                row -> outcomes.add(skip(row)));
        return outcomes.stream().sorted().toList();
    }

    private String message(String customer, ResultSet row) throws SQLException {
        RenderedMessage rendered = renderer.render(new MessageRow(
                row.getString("campaign"),
                customer,
                row.getString("channel"),
                row.getString("language"),
                row.getString("address"),
                row.getString("action"),
                row.getString("parameters"),
                row.getString("variables")));
        var text = new StringBuilder(row.getString("campaign"))
                .append(": a message by ")
                .append(row.getString("channel"))
                .append(" in ")
                .append(row.getString("language"))
                .append(", from ")
                .append(row.getTimestamp("send_at").toInstant())
                .append(because(row))
                .append('\n');
        if (rendered.subject() != null) {
            text.append("\n  ").append(rendered.subject()).append('\n');
        }
        if (rendered.text() != null) {
            text.append('\n').append(rendered.text().indent(2));
        }
        return text.toString();
    }

    private static String skip(ResultSet row) throws SQLException {
        String detail = row.getString("detail");
        return row.getString("campaign") + ": no message, " + row.getString("reason")
                + (detail == null || detail.isEmpty() ? "" : " (" + detail + ")") + because(row) + "\n";
    }

    private static String because(ResultSet row) throws SQLException {
        String rule = row.getString("rule");
        return rule == null || rule.isEmpty() ? "" : "; rule " + rule;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, String customer, RowReader reader) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, customer);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}

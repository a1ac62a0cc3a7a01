package dev.beckon.cli;

import dev.beckon.report.MessageRow;
import dev.beckon.report.RenderedMessage;
import dev.beckon.report.SampleRenderer;
import dev.beckon.schedule.PlannedRun;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a plan has for one customer. */
final class CustomerOutcomes {

    private final Connection connection;
    private final SampleRenderer renderer;

    CustomerOutcomes(Connection connection, SampleRenderer renderer) {
        this.connection = connection;
        this.renderer = renderer;
    }

    /** What each planned campaign has for this customer: the message, the reason for none, or nothing. */
    static List<CampaignOutcome> of(PlannedRun run, String customer) throws SQLException {
        try (var connection = run.audience().connect()) {
            var found = new CustomerOutcomes(connection, run::render).of(customer);
            return run.campaigns().values().stream()
                    .map(campaign -> found.getOrDefault(campaign.name(), CampaignOutcome.NotFor.of(campaign)))
                    .toList();
        }
    }

    /** By campaign; only those whose audience the customer belongs to. */
    Map<String, CampaignOutcome> of(String customer) throws SQLException {
        var outcomes = new TreeMap<String, CampaignOutcome>();
        each(
                "SELECT campaign, channel, language, address, action, parameters, variables, send_at, time_zone, rule"
                        + " FROM plan.messages WHERE customer_id = ?",
                customer,
                row -> outcomes.put(row.getString("campaign"), message(customer, row)));
        each(
                "SELECT campaign, gate, reason, detail, rule FROM plan.skips WHERE customer_id = ?",
                customer,
                row -> outcomes.put(row.getString("campaign"), skip(row)));
        return outcomes;
    }

    private CampaignOutcome message(String customer, ResultSet row) throws SQLException {
        RenderedMessage rendered = renderer.render(new MessageRow(
                row.getString("campaign"),
                customer,
                row.getString("channel"),
                row.getString("language"),
                row.getString("address"),
                row.getString("action"),
                row.getString("parameters"),
                row.getString("variables")));
        String zone = row.getString("time_zone");
        return new CampaignOutcome.Message(
                row.getString("campaign"),
                row.getString("channel"),
                row.getString("language"),
                row.getTimestamp("send_at").toInstant(),
                zone == null ? ZoneOffset.UTC : ZoneId.of(zone),
                text(row, "rule"),
                rendered.subject(),
                rendered.text());
    }

    private static CampaignOutcome skip(ResultSet row) throws SQLException {
        String detail = text(row, "detail");
        return new CampaignOutcome.Skip(
                row.getString("campaign"),
                row.getString("gate"),
                row.getString("reason"),
                detail == null ? "" : detail,
                text(row, "rule"));
    }

    private static @Nullable String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null || text.isEmpty() ? null : text;
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

package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.plan.Plan.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Counts and names plans from their tables. */
final class PlanHeaders {

    private final Connection connection;
    private final PlanInputs inputs;
    private final RowHashes messages;
    private final RowHashes skips;

    PlanHeaders(Connection connection, PlanInputs inputs) throws SQLException {
        this.connection = connection;
        this.inputs = inputs;
        var engine = connection.unwrap(DuckDBConnection.class);
        var messages = RowHashes.begin(engine, "messages");
        this.skips = RowHashes.of(engine, "skips");
        this.messages = messages.join();
    }

    Plan of(PlannedCampaign planned) throws SQLException {
        Campaign campaign = planned.campaign();
        var hashes = new Hashes(
                inputs.rulesHash(),
                campaign.hash(),
                campaign.templatesHash(),
                inputs.dataHash(),
                inputs.settingsHash());
        Map<String, Long> skipsByReason = skipsByReason(campaign.name());
        long skips = skipsByReason.values().stream().mapToLong(Long::longValue).sum();
        return new Plan(
                id(planned, hashes),
                campaign.name(),
                planned.at(),
                inputs.asOf(),
                count(
                        "SELECT count(*) FROM plan.candidates c JOIN plan.runs r ON r.place = c.run WHERE campaign = ?",
                        campaign.name()),
                count("SELECT count(*) FROM plan.messages WHERE campaign = ?", campaign.name()),
                skips,
                skipsByReason,
                hashes,
                inputs.policies().salt());
    }

    private long count(String sql, String campaign) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, campaign);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private Map<String, Long> skipsByReason(String campaign) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        try (var query = connection.prepareStatement("""
                SELECT g.key, count(*) FROM plan.skips s JOIN plan.gates g ON g.key = s.gate
                WHERE s.campaign = ? GROUP BY g.key, g.place ORDER BY g.place""")) {
            query.setString(1, campaign);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return counts;
    }

    private String id(PlannedCampaign planned, Hashes hashes) {
        MessageDigest digest = RowHashes.sha256();
        add(digest, planned.campaign().name());
        add(digest, planned.at().toString());
        add(digest, inputs.asOf().toString());
        add(digest, inputs.policies().salt());
        add(digest, hashes.toString());
        addSender(digest);
        add(digest, messages.of(planned.campaign().name()));
        add(digest, skips.of(planned.campaign().name()));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Messages show who sends them. */
    private void addSender(MessageDigest digest) {
        add(digest, inputs.company().toString());
        for (Channel channel : Channel.values()) {
            add(digest, String.valueOf(inputs.policies().from(channel)));
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}

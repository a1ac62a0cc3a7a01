package dev.beckon.plan;

import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.rules.RuleRef;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends candidates to {@code plan.candidates}, and in the end the texts of which that table holds numbers. Used by one
 * thread only, as DuckDB's appender demands.
 */
final class CandidateTable implements AutoCloseable {

    /** What a message is made of besides the customer: the same for all for whom one rule recommends the action. */
    private record Proposal(
            Map<String, Object> parameters, @Nullable RuleRef rule) {

        static Proposal of(@Nullable Recommendation recommendation) {
            return recommendation == null
                    ? new Proposal(Map.of(), null)
                    : new Proposal(recommendation.parameters(), recommendation.rule());
        }

        /** The rule tells most of them apart, and its hash is sooner made. */
        @Override
        public int hashCode() {
            return Objects.hashCode(rule);
        }
    }

    private final DuckDBConnection connection;
    private final DuckDBAppender appender;
    private final Map<String, Integer> places = new HashMap<>();
    private final Policies policies;
    private final Codes<Stop> stops = new Codes<>();
    private final Codes<Proposal> proposals = new Codes<>();
    private final Codes<String> words = new Codes<>();
    private long rows;
    private boolean closed;

    /** @param campaigns in the order of {@code plan.runs} */
    CandidateTable(DuckDBConnection connection, List<PlannedCampaign> campaigns, Policies policies)
            throws SQLException {
        Sql.runFile(connection, "candidates.sql");
        this.connection = connection;
        this.appender = connection.createAppender("plan", "main", "candidates");
        campaigns.forEach(each -> places.put(each.campaign().name(), places.size()));
        this.policies = policies;
    }

    void append(CandidateRow row) throws SQLException {
        ZoneId zone = row.timeZone();
        appender.beginRow()
                .append(rows++)
                .append(places.get(row.planned().campaign().name()))
                .append(row.customer())
                .append(row.gate())
                .append(stops.of(row.stop()))
                .append(words.of(row.channel() == null ? null : row.channel().key()))
                .append(words.of(row.language()))
                .append(words.of(zone == null ? null : zone.getId()))
                .append(row.address())
                .append(row.sendAt())
                .append(row.priority())
                .append(row.value())
                .append(row.channel() == null ? 0 : policies.costMicros(row.channel()))
                .append(proposals.of(Proposal.of(row.recommendation())))
                .append(row.variables());
        append(row.fallback());
        appender.endRow();
    }

    private void append(@Nullable Fallback fallback) throws SQLException {
        ZoneId zone = fallback == null ? null : fallback.timeZone();
        appender.append(words.of(fallback == null ? null : fallback.channel().key()))
                .append(words.of(zone == null ? null : zone.getId()))
                .append(fallback == null ? null : fallback.address())
                .append(fallback == null ? null : (Long) policies.costMicros(fallback.channel()))
                .append(fallback == null ? null : CandidateRow.json(fallback.variables()));
    }

    /** Makes the rows visible to readers. */
    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            appender.close();
            write(
                    "customer_stops",
                    stops,
                    (stop, to) -> to.append(stop.reason()).append(stop.detail()).append(ruleInWords(stop.rule())));
            write(
                    "proposals",
                    proposals,
                    (proposal, to) ->
                            to.append(CandidateRow.json(proposal.parameters)).append(ruleInWords(proposal.rule)));
            write("words", words, (word, to) -> to.append(word));
        }
    }

    private static @Nullable String ruleInWords(@Nullable RuleRef rule) {
        return rule == null ? null : Stop.words(rule);
    }

    private interface Cells<T> {
        void append(T value, DuckDBAppender to) throws SQLException;
    }

    private <T> void write(String table, Codes<T> codes, Cells<T> cells) throws SQLException {
        try (var to = connection.createAppender("plan", "main", table)) {
            for (int code = 0; code < codes.values().size(); code++) {
                to.beginRow().append(code);
                cells.append(codes.values().get(code), to);
                to.endRow();
            }
        }
    }
}

package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.rules.RuleRef;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Appends candidates to {@code plan.candidates}. Used by one thread only, as DuckDB's appender demands. */
final class CandidateTable implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final DuckDBAppender appender;
    private final Policies policies;
    /** Rules write parameters as literals, so there are few. */
    private final Map<Map<String, Object>, String> parametersAsJson = new HashMap<>();

    private final Map<RuleRef, String> rulesAsWords = new HashMap<>();
    private long rows;

    CandidateTable(DuckDBConnection connection, Policies policies) throws SQLException {
        Sql.runFile(connection, "candidates.sql");
        this.appender = connection.createAppender("plan", "candidates");
        this.policies = policies;
    }

    /** @param gate index of the gate that stops the candidate; null if none does */
    void append(Candidate candidate, @Nullable Integer gate, @Nullable Stop stop) throws SQLException {
        Recommendation recommendation = candidate.recommendation();
        appender.beginRow()
                .append(rows++)
                .append(candidate.planned().campaign().name())
                .append(candidate.customer())
                .append(gate)
                .append(stop == null ? null : stop.reason())
                .append(stop == null ? null : stop.detail())
                .append(stop == null ? null : words(stop.rule()));
        appendMessage(candidate, gate == null);
        appender.append(candidate.action())
                .append(candidate.priority())
                .append(value(candidate))
                .append(candidate.chosen() == null ? 0 : policies.costMicros(candidate.channel()))
                .append(segments(candidate))
                .append(recommendation == null ? "{}" : json(recommendation.parameters()))
                .append(gate == null ? JSON.writeValueAsString(Objects.requireNonNull(candidate.variables())) : null)
                .append(recommendation == null ? null : words(recommendation.rule()))
                .endRow();
    }

    private void appendMessage(Candidate candidate, boolean passes) throws SQLException {
        Channel channel = candidate.chosen();
        Instant sendAt = candidate.sendAt();
        ZoneId zone = passes ? candidate.timeZone() : null;
        appender.append(channel == null ? null : channel.key())
                .append(passes ? candidate.language() : null)
                .append(candidate.address())
                .append(sendAt == null ? null : LocalDateTime.ofInstant(sendAt, ZoneOffset.UTC))
                .append(zone == null ? null : zone.getId());
    }

    private static @Nullable Long value(Candidate candidate) {
        Object value = candidate.fact(candidate.planned().campaign().value().name());
        if (value instanceof Long whole) {
            return whole;
        }
        return value == null ? null : (Long) Math.round((Double) value);
    }

    private static String segments(Candidate candidate) {
        var text = new StringBuilder();
        candidate
                .decision()
                .segments()
                .forEach((dimension, segment) -> text.append(text.isEmpty() ? "" : ";")
                        .append(dimension)
                        .append('=')
                        .append(segment));
        return text.toString();
    }

    private String json(Map<String, Object> parameters) {
        return parametersAsJson.computeIfAbsent(parameters, JSON::writeValueAsString);
    }

    private @Nullable String words(@Nullable RuleRef rule) {
        return rule == null ? null : rulesAsWords.computeIfAbsent(rule, Stop::words);
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}

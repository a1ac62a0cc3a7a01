package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import dev.beckon.decide.Decision.Recommendation;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A candidate whom the customer gates judged, as {@code plan.candidates} takes it.
 *
 * @param gate the place of the customer gate that stops the candidate; null if none does, and for those only
 *     {@code language, timeZone, variables} are there
 * @param sendAt in UTC
 * @param fallback null where there is none
 */
record CandidateRow(
        PlannedCampaign planned,
        String customer,
        @Nullable Integer gate,
        @Nullable Stop stop,
        @Nullable Channel channel,
        @Nullable String language,
        @Nullable ZoneId timeZone,
        @Nullable String address,
        @Nullable LocalDateTime sendAt,
        int priority,
        @Nullable Long value,
        @Nullable Recommendation recommendation,
        @Nullable String variables,
        @Nullable Fallback fallback) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    static CandidateRow stopped(Candidate candidate, int gate, Stop stop) {
        return of(candidate, gate, stop, null, null, null);
    }

    static CandidateRow passed(Candidate candidate) {
        return of(
                candidate,
                null,
                null,
                candidate.language(),
                candidate.timeZone(),
                json(Objects.requireNonNull(candidate.variables())));
    }

    private static CandidateRow of(
            Candidate candidate,
            @Nullable Integer gate,
            @Nullable Stop stop,
            @Nullable String language,
            @Nullable ZoneId timeZone,
            @Nullable String variables) {
        Instant sendAt = candidate.sendAt();
        return new CandidateRow(
                candidate.planned(),
                candidate.customer(),
                gate,
                stop,
                candidate.chosen(),
                language,
                timeZone,
                candidate.address(),
                sendAt == null ? null : LocalDateTime.ofInstant(sendAt, ZoneOffset.UTC),
                candidate.priority(),
                value(candidate),
                candidate.recommendation(),
                variables,
                candidate.fallback());
    }

    private static @Nullable Long value(Candidate candidate) {
        Object value = candidate.fact(candidate.planned().campaign().value().name());
        if (value instanceof Long whole) {
            return whole;
        }
        return value == null ? null : (Long) Math.round((Double) value);
    }

    static String json(Map<String, Object> values) {
        return JSON.writeValueAsString(values);
    }
}

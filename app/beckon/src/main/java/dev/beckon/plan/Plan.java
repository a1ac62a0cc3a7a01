package dev.beckon.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The header of a plan: who gets which message of one campaign run stands in {@code plan.messages}, who gets none and why
 * in {@code plan.skips}. Sending takes nothing else.
 *
 * @param id SHA-256 of all its messages and skips in order and of everything else in this header
 * @param at when the run is supposed to happen
 * @param asOf the date that the facts are of
 * @param audience the customers whom the campaign is for: {@code messages + skips}
 * @param skipsByReason by the key of the gate, in the order of the gates; gates that stopped nobody aren't there
 * @param salt of the random groups
 */
public record Plan(
        String id,
        String campaign,
        Instant at,
        LocalDate asOf,
        long audience,
        long messages,
        long skips,
        Map<String, Long> skipsByReason,
        Hashes hashes,
        String salt) {

    /** SHA-256 of what the plan was made of; when one of them changes, the plan is stale. */
    public record Hashes(String rules, String campaigns, String templates, String data, String settings) {}

    /** @throws IllegalArgumentException unless every customer is in exactly one of messages and skips */
    public Plan {
        skipsByReason = Collections.unmodifiableMap(new LinkedHashMap<>(skipsByReason));
        long reasons =
                skipsByReason.values().stream().mapToLong(Long::longValue).sum();
        if (messages + skips != audience || reasons != skips) {
            throw new IllegalArgumentException("The plan of " + campaign + " doesn't add up: audience " + audience
                    + ", messages " + messages + ", skips " + skips + ", skips with a reason " + reasons);
        }
    }
}

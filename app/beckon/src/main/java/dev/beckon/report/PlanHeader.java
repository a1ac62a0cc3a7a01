package dev.beckon.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * What a preview says of a plan besides its rows.
 *
 * @param id the hash of the plan's content
 * @param campaign the campaign's name, also the name of the preview's folder
 * @param description what the campaign is for, in its owner's words; may be empty
 * @param asOf the date that facts are computed for
 * @param at the instant that quiet hours and expiry are judged by
 * @param gates stable keys of the gates, in the order they are applied
 * @param hashes what the plan was made of: name (rules, campaign, data ...) to hash
 * @param rfmMethod how the scores were made, in words
 */
public record PlanHeader(
        String id,
        String campaign,
        String description,
        LocalDate asOf,
        Instant at,
        List<String> gates,
        SortedMap<String, String> hashes,
        String rfmMethod) {

    /** Enough of the id for people to tell plans apart. */
    public String shortId() {
        return id.length() > 12 ? id.substring(0, 12) : id;
    }
}

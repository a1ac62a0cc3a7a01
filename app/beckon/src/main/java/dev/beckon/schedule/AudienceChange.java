package dev.beckon.schedule;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a campaign's run differs so much from its last one that a person should look: a wrong rule or half-loaded data
 * show themselves so.
 *
 * @param what is counted
 * @param before of the last run
 * @param now of this one
 * @param most share of the last run's by which they may differ
 */
record AudienceChange(String what, long before, long now, double most) {

    /** What is the matter; empty if nothing is. */
    Optional<String> reason() {
        long difference = Math.abs(now - before);
        if (difference <= most * before) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ENGLISH,
                "%d %s, and the last run had %d: they differ by more than %.0f %% (audience-change)",
                now,
                what,
                before,
                100 * most));
    }
}

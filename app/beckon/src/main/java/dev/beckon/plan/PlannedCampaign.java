package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A campaign and the time of its run.
 *
 * @param at when the run is supposed to happen
 * @param earliest the first moment for a message: {@code at}, or the offer's first day if that is later
 * @param end the moment after the last; null if the offer never ends
 */
record PlannedCampaign(
        Campaign campaign,
        Instant at,
        Instant earliest,
        @Nullable Instant end) {

    static PlannedCampaign of(Campaign campaign, Instant at, ZoneId companyZone) {
        Instant start = campaign.start(companyZone).orElse(at);
        return new PlannedCampaign(
                campaign,
                at,
                start.isAfter(at) ? start : at,
                campaign.end(companyZone).orElse(null));
    }

    /** Whether a message could still go out; a campaign that is over takes customers from no other. */
    boolean isOpen() {
        return end == null || earliest.isBefore(end);
    }
}

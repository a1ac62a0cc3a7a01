package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A campaign and the time of its run.
 *
 * @param at when the run is supposed to happen
 * @param due the first moment for a message: {@code at}, or the offer's first day if that is later
 * @param end the moment after the last; null if the offer never ends
 */
record PlannedCampaign(
        Campaign campaign,
        Instant at,
        Instant due,
        @Nullable Instant end) {

    static PlannedCampaign of(Campaign campaign, PlanInputs inputs) {
        ZoneId zone = inputs.company().timeZone();
        Instant at = time(campaign, inputs, zone);
        Instant start = campaign.start(zone).orElse(at);
        return new PlannedCampaign(
                campaign, at, start.isAfter(at) ? start : at, campaign.end(zone).orElse(null));
    }

    /** Whichever campaign is asked for, the others run when they would without being asked for. */
    private static Instant time(Campaign campaign, PlanInputs inputs, ZoneId zone) {
        if (inputs.at().isEmpty()) {
            return campaign.nextRun(inputs.asOf().atStartOfDay(zone).toInstant(), zone);
        }
        Instant at = inputs.at().get();
        boolean asked = inputs.named().isEmpty() || inputs.named().get().equals(campaign.name());
        return asked || campaign.schedule().isEmpty() ? at : campaign.nextRun(at, zone);
    }

    /** Whether a message could still go out. */
    boolean isOpen() {
        return end == null || due.isBefore(end);
    }

    /** Whether it may take customers from other campaigns: only while its offer lasts. */
    boolean takes() {
        return isOpen() && !due.isAfter(at);
    }
}

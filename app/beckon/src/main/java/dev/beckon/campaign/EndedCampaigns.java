package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Finds campaigns that are enabled although their last day is before the as-of date: nobody gets a message of them any more. */
public final class EndedCampaigns {

    private EndedCampaigns() {}

    /** One warning a campaign. */
    public static List<Problem> of(Collection<Campaign> campaigns, LocalDate asOf) {
        return campaigns.stream()
                .filter(Campaign::enabled)
                .filter(campaign -> campaign.ends() != null && campaign.ends().isBefore(asOf))
                .map(EndedCampaigns::warning)
                .toList();
    }

    private static Problem warning(Campaign campaign) {
        return Problem.at(
                        "campaigns/" + campaign.name() + "/campaign.yaml",
                        0,
                        0,
                        "the campaign ended on " + campaign.ends() + ", so nobody gets it any more")
                .hint("give it a later 'ends', or write enabled: false");
    }
}

package dev.beckon.deliver;

import dev.beckon.campaign.Campaign;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.report.SavedPlan;
import dev.beckon.workspace.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a plan's inputs are now. A plan may be sent only while they are as they were.
 *
 * @param rules hash of the rules
 * @param campaign as it is now
 * @param data hash of the data
 * @param settings hash of the company and its policies
 */
public record Staleness(String rules, Campaign campaign, String data, String settings) {

    /** @throws RefusedByPolicy if something that the plan was made of has changed since */
    public void refuseChanged(SavedPlan plan) {
        var now = new LinkedHashMap<String, String>();
        now.put("rules", rules);
        now.put("campaigns", campaign.hash());
        now.put("templates", campaign.templatesHash());
        now.put("data", data);
        now.put("settings", settings);
        String changed = now.entrySet().stream()
                .filter(each -> !each.getValue().equals(plan.hashes().get(each.getKey())))
                .map(each -> Map.of(
                                "rules", "the rules",
                                "campaigns", "the campaign",
                                "templates", "its templates",
                                "data", "the data",
                                "settings", "the company's settings or policies")
                        .get(each.getKey()))
                .collect(Collectors.joining(", "));
        if (!changed.isEmpty()) {
            throw new RefusedByPolicy("the plan is stale: since its preview there were changes of " + changed
                    + ". Maybe look at a new preview and send that: beckon preview " + plan.campaign());
        }
    }

    /** @throws RefusedByPolicy if the plan, or the facts that it rests on, are too old at this time */
    public static void refuseOld(SavedPlan plan, Instant at, DeliveryConfig config, ZoneId zone) {
        if (at.isAfter(plan.at().plus(config.planLifetime()))) {
            throw new RefusedByPolicy("the plan was for " + plan.at() + ", more than "
                    + TimeSpan.words(config.planLifetime())
                    + " ago (plan-lifetime). Maybe preview again with --at and a time to come");
        }
        Duration most = config.maximumDataAge();
        Instant facts = plan.asOf().atStartOfDay(zone).toInstant();
        if (most != null && Duration.between(facts, at).abs().compareTo(most) > 0) {
            throw new RefusedByPolicy("the facts are as of " + plan.asOf() + ", more than " + TimeSpan.words(most)
                    + " from " + at + " (max-data-age). Maybe load newer data and preview again");
        }
    }
}

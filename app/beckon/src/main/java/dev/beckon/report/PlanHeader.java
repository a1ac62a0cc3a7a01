package dev.beckon.report;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Target;
import dev.beckon.plan.Plan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a preview says of a plan besides its rows.
 *
 * @param id the hash of the plan's content
 * @param campaign the campaign's name, also the name of the preview's folder
 * @param purpose whom the campaign is for, in a sentence; may be empty
 * @param asOf the date that facts are computed for
 * @param at the instant that quiet hours and expiry are judged by
 * @param gates stable keys of the gates, in the order they are applied
 * @param budgetMicros what the messages may cost, in millionths of the currency; null: no limit
 * @param hashes what the plan was made of: name (rules, campaigns ...) to hash
 * @param salt of the random groups; never on pages that are shared
 * @param rfmMethod how the scores were made, in words; may be empty
 */
public record PlanHeader(
        String id,
        String campaign,
        String purpose,
        LocalDate asOf,
        Instant at,
        List<String> gates,
        @Nullable Long budgetMicros,
        SortedMap<String, String> hashes,
        String salt,
        String rfmMethod) {

    /** @param gates keys of all gates, in their order */
    public static PlanHeader of(Plan plan, Campaign campaign, List<String> gates, String rfmMethod) {
        var hashes = new TreeMap<>(Map.of(
                "rules", plan.hashes().rules(),
                "campaigns", plan.hashes().campaigns(),
                "templates", plan.hashes().templates(),
                "data", plan.hashes().data(),
                "settings", plan.hashes().settings()));
        return new PlanHeader(
                plan.id(),
                plan.campaign(),
                purpose(campaign.target()),
                plan.asOf(),
                plan.at(),
                gates,
                campaign.budget() == null ? null : campaign.budget().micros(),
                hashes,
                plan.salt(),
                rfmMethod);
    }

    private static String purpose(Target target) {
        if (target instanceof Target.Segment segment) {
            return "For everybody whose " + segment.dimension() + " is " + String.join(" or ", segment.in()) + ".";
        }
        return "For everybody to whom a rule recommends " + ((Target.Action) target).name() + ".";
    }

    /** Enough of the id for people to tell plans apart. */
    public String shortId() {
        return id.length() > 12 ? id.substring(0, 12) : id;
    }
}

package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import dev.beckon.rules.CustomerType;
import dev.beckon.workspace.Company;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Everything besides the decisions that a plan depends on.
 *
 * @param campaigns all that compete for customers: the enabled ones and the one that was named
 * @param type of the customers that will come
 * @param at when the run is supposed to happen; empty: each campaign's next time after the as-of date, for previews
 * @param rulesHash of the rules that made the decisions
 * @param dataHash of the data that the facts came from
 */
public record PlanInputs(
        List<Campaign> campaigns,
        Company company,
        Policies policies,
        CustomerType type,
        LocalDate asOf,
        Optional<Instant> at,
        String rulesHash,
        String dataHash) {

    public PlanInputs {
        campaigns = List.copyOf(campaigns);
    }
}

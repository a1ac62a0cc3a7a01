package dev.beckon.cli;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Campaigns;
import dev.beckon.data.CustomerData;
import dev.beckon.data.LoadOptions;
import dev.beckon.deliver.Staleness;
import dev.beckon.report.SavedPlan;
import dev.beckon.rules.RuleSet;
import dev.beckon.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** A saved plan's campaign as it is now, and the data as of the plan's day. */
record PlannedData(SavedPlan plan, CustomerData data, RuleSet rules, Campaign campaign) implements AutoCloseable {

    /** @throws dev.beckon.feedback.ProblemsFound if something in the workspace is wrong, or the campaign is gone */
    static PlannedData open(Workspace workspace, SavedPlan plan, LoadOptions load) {
        CustomerData data = data(workspace, plan, load);
        try {
            RuleSet rules = RuleSet.read(
                    workspace.rules(), data.vocabulary(), workspace.company().minorDigits());
            return new PlannedData(plan, data, rules, campaign(workspace, plan, data, rules));
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static CustomerData data(Workspace workspace, SavedPlan plan, LoadOptions load) {
        CustomerData data = CustomerData.load(workspace, load);
        if (data.asOf().equals(plan.asOf())) {
            return data;
        }
        data.close();
        return CustomerData.load(workspace, load.asOf(plan.asOf()));
    }

    private static Campaign campaign(Workspace workspace, SavedPlan plan, CustomerData data, RuleSet rules) {
        var known = new Campaigns.Known(workspace.company(), data.vocabulary(), rules.actions(), rules.dimensions());
        List<Campaign> all = Campaigns.read(workspace.campaigns(), known);
        return Campaigns.toPlan(all, Optional.of(plan.campaign())).stream()
                .filter(each -> each.name().equals(plan.campaign()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * @param settings hash of the company and its policies
     * @throws dev.beckon.feedback.RefusedByPolicy if something that the plan was made of has changed since
     */
    void refuseStale(String settings) {
        new Staleness(rules.hash(), campaign, data.hash(), settings).refuseChanged(plan);
    }

    @Override
    public void close() {
        data.close();
    }
}

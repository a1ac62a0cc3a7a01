package dev.beckon.schedule;

import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.report.SavedPlan;
import dev.beckon.store.PlanApprovals;
import dev.beckon.store.Store;

/** Large plans are sent only when a second person has looked at them. */
public final class Approvals {

    private final PlanApprovals approvals;

    public Approvals(Store store) {
        this.approvals = new PlanApprovals(store);
    }

    /**
     * @param who wants to send
     * @throws RefusedByPolicy if the plan is large and nobody else has approved it
     */
    public void refuseUnapproved(SavedPlan plan, DeliveryConfig config, String who) {
        boolean large = config.approvalAbove() > 0 && plan.messages() > config.approvalAbove();
        if (large && approvals.requested(plan.id(), who).isEmpty()) {
            throw new RefusedByPolicy("a plan with " + plan.messages() + " messages needs another person's approval"
                    + " (approval-above: " + config.approvalAbove() + "). Maybe ask somebody to look at "
                    + plan.folder().resolve("index.html") + " and run: beckon approve " + plan.shortId());
        }
    }

    /**
     * @param who looked at it
     * @param account of the operating system
     * @throws RefusedByPolicy if the same person wanted to send it
     */
    public void approve(SavedPlan plan, String who, String account) {
        if (!approvals.approve(plan.id(), who, account)) {
            throw new RefusedByPolicy(
                    "whoever wants to send a plan can't approve it. Maybe another person looks at it");
        }
    }
}

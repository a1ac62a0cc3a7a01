package dev.beckon.schedule;

import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.report.SavedPlan;
import dev.beckon.store.PlanApprovals;
import dev.beckon.store.Run;
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
        if (isLarge(plan.messages(), config)
                && approvals.requested(plan.id(), who).isEmpty()) {
            throw unapproved(
                    plan.messages(), config, plan.folder().resolve("index.html").toString(), plan.shortId());
        }
    }

    /**
     * @param run held, since its plan is large
     * @param who wants to release it
     * @throws RefusedByPolicy if nobody else has approved its plan
     */
    public void refuseUnapproved(Run run, DeliveryConfig config, String who) {
        String plan = run.plan();
        if (plan != null
                && isLarge(run.messages(), config)
                && approvals.requested(plan, who).isEmpty()) {
            throw unapproved(
                    run.messages(), config, "out/" + run.campaign() + "/index.html", Long.toString(run.number()));
        }
    }

    static boolean isLarge(long messages, DeliveryConfig config) {
        return config.approvalAbove() > 0 && messages > config.approvalAbove();
    }

    private static RefusedByPolicy unapproved(long messages, DeliveryConfig config, String page, String named) {
        return new RefusedByPolicy("a plan with " + messages
                + " messages needs another person's approval (approval-above: "
                + config.approvalAbove() + "). Maybe ask somebody to look at " + page + " and run: beckon approve "
                + named);
    }

    /**
     * @param plan its id
     * @param who looked at it
     * @param account of the operating system
     * @throws RefusedByPolicy if the same person wanted to send it
     */
    public void approve(String plan, String who, String account) {
        if (!approvals.approve(plan, who, account)) {
            throw new RefusedByPolicy(
                    "whoever wants to send a plan can't approve it. Maybe another person looks at it");
        }
    }
}

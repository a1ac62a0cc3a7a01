package dev.beckon.plan;

import dev.beckon.workspace.Share;
import org.jspecify.annotations.Nullable;

/** Holds a stable random part of all customers back from every campaign, so that the effect of all can be measured. */
final class GlobalHoldOut implements CustomerGate {

    /** Can't be the name of a campaign's folder. */
    private static final String EVERY_CAMPAIGN = "/";

    private final String salt;
    private final Share share;

    GlobalHoldOut(Policies policies) {
        this.salt = policies.salt();
        this.share = policies.globalHoldOut();
    }

    @Override
    public String key() {
        return "global-hold-out";
    }

    @Override
    public String title() {
        return "held out of all campaigns to measure their effect";
    }

    @Override
    public @Nullable Stop stop(Candidate candidate) {
        return ControlGroup.isIn(share, salt, EVERY_CAMPAIGN, candidate.customer())
                ? Stop.because("global hold-out", share + " of all customers")
                : null;
    }
}

package dev.beckon.plan;

import dev.beckon.decide.Decision.Veto;
import org.jspecify.annotations.Nullable;

/** Stops whom a rule suppresses, altogether or for this action. */
final class Vetoed implements CustomerGate {

    @Override
    public String key() {
        return "vetoed";
    }

    @Override
    public String title() {
        return "vetoed by a rule";
    }

    @Override
    public @Nullable Stop stop(Candidate candidate) {
        for (Veto veto : candidate.decision().vetoes()) {
            String action = veto.action();
            if (action == null || action.equals(candidate.action())) {
                return new Stop(veto.reason(), action == null ? "for all campaigns" : "for " + action, veto.rule());
            }
        }
        return null;
    }
}

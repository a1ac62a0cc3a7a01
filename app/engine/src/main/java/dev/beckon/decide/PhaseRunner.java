package dev.beckon.decide;

import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Subject;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.Phase;
import dev.beckon.rules.RuleRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kie.api.runtime.KieSession;

/**
 * Fires the rules of one phase. Each chunk has a Drools session of its own, which is thrown away: measured, that is a tenth
 * faster than to take every customer out of a lasting one again.
 */
final class PhaseRunner {

    private static final int FIRINGS_TO_JUDGE = 10_000;

    private final CompiledRules rules;
    private final Phase phase;
    private final int rulesOfPhase;
    private final int mostLinkedFirings;

    /** @param mostLinkedFirings how often rules may fire in one go beyond once per rule and customer */
    PhaseRunner(CompiledRules rules, Phase phase, int mostLinkedFirings) {
        this.rules = rules;
        this.phase = phase;
        this.mostLinkedFirings = mostLinkedFirings;
        this.rulesOfPhase = (int) rules.rules().rules().stream()
                .filter(rule -> rule.phase() == phase)
                .count();
    }

    /** Notes on each customer which rules of the phase fired. */
    void fire(List<Subject> customers, List<LinkedFact> linked) {
        KieSession session = rules.base(phase).newKieSession();
        try {
            customers.forEach(session::insert);
            linked.forEach(session::insert);
            fire(session, Math.addExact(mostLinkedFirings, Math.multiplyExact(customers.size(), rulesOfPhase)));
        } finally {
            session.dispose();
        }
    }

    private void fire(KieSession session, int most) {
        if (session.fireAllRules(most + 1) <= most) {
            return;
        }
        Map<String, Integer> firings = new HashMap<>();
        session.fireAllRules(
                match -> {
                    firings.merge(match.getRule().getName(), 1, Integer::sum);
                    return true;
                },
                FIRINGS_TO_JUDGE);
        throw new ProblemsFound(firings.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(often -> rules.rules().rules().get(Integer.parseInt(often.getKey())))
                .map(PhaseRunner::firesTooOften)
                .orElseGet(() -> Problem.at("rules/" + phase.folder() + "/", 0, 0, "The rules fire too often")));
    }

    private static Problem firesTooOften(RuleRef rule) {
        return Problem.at(rule.file(), rule.line(), 0, "The rule fires too often: its patterns match too many rows")
                .inRule(rule.name())
                .hint("exists Event( ... ), or narrower conditions on the rows");
    }
}

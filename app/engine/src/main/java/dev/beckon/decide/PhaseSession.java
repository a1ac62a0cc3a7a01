package dev.beckon.decide;

import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Subject;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.Phase;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/** A Drools session of one phase, used again and again by one worker; replaced after many customers or a failure. */
final class PhaseSession implements AutoCloseable {

    private static final int CUSTOMERS_PER_SESSION = 100_000;
    private static final int FIRINGS_TO_JUDGE = 10_000;

    private final CompiledRules rules;
    private final Phase phase;
    private final int rulesOfPhase;
    private final int mostLinkedFirings;
    private @Nullable KieSession session;
    private int customersSeen;

    /** @param mostLinkedFirings how often rules may fire in one go beyond once per rule and customer */
    PhaseSession(CompiledRules rules, Phase phase, int mostLinkedFirings) {
        this.rules = rules;
        this.phase = phase;
        this.mostLinkedFirings = mostLinkedFirings;
        this.rulesOfPhase = (int) rules.rules().rules().stream()
                .filter(rule -> rule.phase() == phase)
                .count();
    }

    /** Notes on each customer which rules of the phase fired. */
    void fire(List<Subject> customers, List<LinkedFact> linked) {
        boolean done = false;
        try {
            KieSession open = open();
            List<FactHandle> handles = new ArrayList<>(customers.size() + linked.size());
            customers.forEach(customer -> handles.add(open.insert(customer)));
            linked.forEach(fact -> handles.add(open.insert(fact)));
            fire(open, Math.addExact(mostLinkedFirings, Math.multiplyExact(customers.size(), rulesOfPhase)));
            handles.forEach(open::delete);
            customersSeen += customers.size();
            done = customersSeen < CUSTOMERS_PER_SESSION;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private void fire(KieSession open, int most) {
        if (open.fireAllRules(most + 1) <= most) {
            return;
        }
        Map<String, Integer> firings = new HashMap<>();
        open.fireAllRules(
                match -> {
                    firings.merge(match.getRule().getName(), 1, Integer::sum);
                    return true;
                },
                FIRINGS_TO_JUDGE);
        throw new ProblemsFound(firings.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(often -> rules.rules().rules().get(Integer.parseInt(often.getKey())))
                .map(PhaseSession::firesTooOften)
                .orElseGet(() -> Problem.at("rules/" + phase.folder() + "/", 0, 0, "The rules fire too often")));
    }

    private static Problem firesTooOften(RuleRef rule) {
        return Problem.at(rule.file(), rule.line(), 0, "The rule fires too often: its patterns match too many rows")
                .inRule(rule.name())
                .hint("exists Event( ... ), or narrower conditions on the rows");
    }

    private KieSession open() {
        KieSession open = session;
        if (open == null) {
            open = rules.base(phase).newKieSession();
            session = open;
            customersSeen = 0;
        }
        return open;
    }

    @Override
    public void close() {
        if (session != null) {
            session.dispose();
            session = null;
        }
    }
}

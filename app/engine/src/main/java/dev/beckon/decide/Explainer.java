package dev.beckon.decide;

import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.Explanation.ConditionOutcome;
import dev.beckon.decide.Explanation.Reading;
import dev.beckon.decide.Explanation.RuleOutcome;
import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Unit;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.Constraint;
import dev.beckon.rules.LinkedPattern;
import dev.beckon.rules.Match;
import dev.beckon.rules.Phase;
import dev.beckon.rules.Rule;
import dev.beckon.rules.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides one customer with the engine, and says of each rule why it fired or what kept it from firing. */
public final class Explainer {

    private final CompiledRules rules;

    public Explainer(CompiledRules rules) {
        this.rules = rules;
    }

    /** @param rows all linked rows of the customer */
    public Explanation explain(Subject customer, List<LinkedFact> rows) {
        List<Decision> decisions = new ArrayList<>();
        new Decider(rules, 1)
                .decide(
                        List.of(new CustomerChunk(List.of(customer), rows)).iterator(),
                        chunk -> decisions.addAll(chunk.decisions()));
        Decision decision = decisions.get(0);
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (Rule rule : rules.rules().contents()) {
            if (rule.ref().phase() == Phase.CHANNELS) {
                decision.recommendations()
                        .forEach(recommendation -> outcomes.add(outcome(rule, customer, rows, recommendation)));
            } else {
                outcomes.add(outcome(rule, customer, rows, null));
            }
        }
        return new Explanation(decision, outcomes);
    }

    private RuleOutcome outcome(
            Rule rule, Subject customer, List<LinkedFact> rows, @Nullable Recommendation recommendation) {
        if (recommendation != null) {
            customer.about(recommendation.action(), recommendation.priority());
        }
        Match match = Match.of(rules.type(), customer);
        List<ConditionOutcome> conditions = conditions(rule, match, rows);
        boolean fired = conditions.stream().allMatch(ConditionOutcome::holds);
        customer.about(null, Subject.MISSING);
        return new RuleOutcome(rule.ref(), recommendation == null ? null : recommendation.action(), fired, conditions);
    }

    private static List<ConditionOutcome> conditions(Rule rule, Match match, List<LinkedFact> rows) {
        List<ConditionOutcome> outcomes = new ArrayList<>();
        rule.bindings().forEach(binding -> outcomes.add(binding(rule, binding, match)));
        rule.conditions().forEach(constraint -> outcomes.add(constraint(constraint, match)));
        if (!outcomes.stream().allMatch(ConditionOutcome::holds)) {
            return outcomes;
        }
        List<Match> matches = List.of(match.binding(rule.bindings()));
        for (LinkedPattern pattern : rule.linked()) {
            matches = pattern.after(matches, rows);
            outcomes.add(new ConditionOutcome(
                    pattern.text(),
                    pattern.place().line(),
                    !matches.isEmpty(),
                    List.of(new Reading("matches", (long) matches.size(), Unit.COUNT))));
            if (matches.isEmpty()) {
                break;
            }
        }
        return outcomes;
    }

    private static ConditionOutcome binding(Rule rule, Variable variable, Match match) {
        Reading reading = new Reading(
                variable.of().source(),
                variable.of().value(match),
                variable.of().unit());
        String text = variable.name() + " : " + variable.of().source();
        return new ConditionOutcome(text, rule.ref().line(), reading.value() != null, List.of(reading));
    }

    private static ConditionOutcome constraint(Constraint constraint, Match match) {
        List<Reading> readings = constraint
                .condition()
                .operands()
                .map(operand -> new Reading(operand.source(), operand.value(match), operand.unit()))
                .distinct()
                .toList();
        return new ConditionOutcome(
                constraint.text(),
                constraint.place().line(),
                constraint.condition().holds(match),
                readings);
    }
}

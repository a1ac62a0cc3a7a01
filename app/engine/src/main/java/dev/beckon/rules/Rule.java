package dev.beckon.rules;

import dev.beckon.facts.LinkedFact;
import java.util.List;

/**
 * A rule that passed every check.
 *
 * @param bindings variables of the main pattern
 * @param conditions on the customer; all of them must hold
 */
public record Rule(
        RuleRef ref,
        List<Variable> bindings,
        List<Constraint> conditions,
        List<LinkedPattern> linked,
        List<Effect> effects) {

    /**
     * Whether the rule fires for a customer: the engine's answer, worked out without it.
     *
     * @param rows all rows of the customer
     */
    public boolean fires(Match match, List<LinkedFact> rows) {
        if (!Variable.allPresent(bindings, match)
                || !conditions.stream()
                        .allMatch(constraint -> constraint.condition().holds(match))) {
            return false;
        }
        List<Match> matches = List.of(match.binding(bindings));
        for (LinkedPattern pattern : linked) {
            matches = pattern.after(matches, rows);
        }
        return !matches.isEmpty();
    }
}

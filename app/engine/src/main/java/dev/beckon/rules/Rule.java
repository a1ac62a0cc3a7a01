package dev.beckon.rules;

import dev.beckon.facts.LinkedFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** The texts of the data that it names, each with the place where it does so first. */
    public Map<NamedValue, Place> namedValues() {
        var named = new LinkedHashMap<NamedValue, Place>();
        add(named, conditions, NamedValue.Of.CUSTOMER);
        linked.forEach(pattern -> add(
                named,
                pattern.conditions(),
                NamedValue.Of.valueOf(pattern.kind().name())));
        return named;
    }

    private static void add(Map<NamedValue, Place> named, List<Constraint> constraints, NamedValue.Of of) {
        constraints.forEach(constraint ->
                constraint.condition().namedValues(of).forEach(value -> named.putIfAbsent(value, constraint.place())));
    }

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

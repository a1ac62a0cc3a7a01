package dev.beckon.rules;

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
        List<Effect> effects) {}

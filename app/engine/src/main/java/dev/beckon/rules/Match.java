package dev.beckon.rules;

import static java.util.Objects.requireNonNull;

import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Subject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions are asked about: a customer, in linked patterns also one row of theirs, and the variables bound so far.
 */
public record Match(
        CustomerType type, Subject customer, @Nullable LinkedFact row, Map<String, Object> variables) {

    public static Match of(CustomerType type, Subject customer) {
        return new Match(type, customer, null, Map.of());
    }

    Match with(LinkedFact newRow) {
        return new Match(type, customer, newRow, variables);
    }

    /** This match with the variables that a pattern binds, all of which have a value here. */
    public Match binding(Iterable<Variable> bindings) {
        Map<String, Object> bound = new HashMap<>(variables);
        for (Variable variable : bindings) {
            bound.put(variable.name(), requireNonNull(variable.of().value(this)));
        }
        return new Match(type, customer, row, bound);
    }
}

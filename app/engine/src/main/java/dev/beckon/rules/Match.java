package dev.beckon.rules;

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

    /** This match with the variables that a pattern binds; a missing value binds nothing. */
    Match binding(Iterable<Variable> bindings) {
        Map<String, Object> bound = new HashMap<>(variables);
        for (Variable variable : bindings) {
            Object value = variable.of().value(this);
            if (value != null) {
                bound.put(variable.name(), value);
            }
        }
        return new Match(type, customer, row, bound);
    }
}

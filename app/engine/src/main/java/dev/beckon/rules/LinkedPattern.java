package dev.beckon.rules;

import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.LinkedDemand.RowCondition;
import java.util.List;

/**
 * A further pattern of a rule, over rows of the same customer.
 *
 * @param conditions all of them must hold for a row
 * @param literal what the conditions ask of a row by itself, for loading only rows that can matter
 * @param text as written, on one line
 */
public record LinkedPattern(
        Quantifier quantifier,
        Kind kind,
        List<Variable> bindings,
        List<Constraint> conditions,
        List<RowCondition> literal,
        Place place,
        String text) {

    public enum Quantifier {
        /** Fires for each row that matches; with idempotent verbs: if there is one. */
        EACH,
        EXISTS,
        NOT
    }
}

package dev.beckon.rules;

import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.LinkedDemand.RowCondition;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Purchase;
import java.util.List;
import java.util.stream.Stream;

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

    /**
     * Goes on from matches of the patterns before this one.
     *
     * @param rows all rows of the customer
     */
    public List<Match> after(List<Match> before, List<LinkedFact> rows) {
        return switch (quantifier) {
            case EACH -> before.stream().flatMap(match -> rowsOf(match, rows)).toList();
            case EXISTS ->
                before.stream()
                        .filter(match -> rowsOf(match, rows).findAny().isPresent())
                        .toList();
            case NOT ->
                before.stream()
                        .filter(match -> rowsOf(match, rows).findAny().isEmpty())
                        .toList();
        };
    }

    private Stream<Match> rowsOf(Match match, List<LinkedFact> rows) {
        return rows.stream()
                .filter(row -> row.customer() == match.customer() && isOfKind(row))
                .map(match::with)
                .filter(this::holds)
                .map(found -> found.binding(bindings));
    }

    private boolean isOfKind(LinkedFact row) {
        return row instanceof Purchase == (kind == Kind.PURCHASE);
    }

    private boolean holds(Match match) {
        return Variable.allPresent(bindings, match)
                && conditions.stream()
                        .allMatch(constraint -> constraint.condition().holds(match));
    }
}

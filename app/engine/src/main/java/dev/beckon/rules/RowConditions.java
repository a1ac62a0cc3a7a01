package dev.beckon.rules;

import dev.beckon.facts.LinkedDemand.Operator;
import dev.beckon.facts.LinkedDemand.RowCondition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What conditions ask of a row by itself. Alternatives are left out, so more rows may be loaded. Of a comparison with an
 * earlier row there remains what is asked of that row: where {@code $d : daysAgo <= 3} stands first, {@code daysAgo <= $d}
 * can hold for rows of the last three days only.
 */
final class RowConditions {

    private RowConditions() {}

    static List<RowCondition> of(List<Constraint> constraints) {
        return constraints.stream()
                .flatMap(constraint -> of(constraint.condition()))
                .toList();
    }

    private static Stream<RowCondition> of(Condition condition) {
        if (condition instanceof Condition.AllOf all) {
            return all.parts().stream().flatMap(RowConditions::of);
        }
        if (condition instanceof Comparison comparison) {
            return Stream.of(new RowCondition(
                    comparison.left().source(), comparison.comparator().demanded(), List.of(comparison.right())));
        }
        if (condition instanceof Membership membership) {
            return Stream.of(new RowCondition(
                    membership.left().source(),
                    membership.in() ? Operator.IN : Operator.NOT_IN,
                    membership.literals()));
        }
        return Stream.empty();
    }

    /** @param earlier patterns before it, each of whose rows the rule fires for */
    static List<RowCondition> of(LinkedPattern pattern, List<LinkedPattern> earlier) {
        var all = new ArrayList<>(pattern.literal());
        pattern.conditions().stream()
                .flatMap(constraint -> withVariables(constraint.condition()))
                .flatMap(comparison -> passedOn(comparison, earlier))
                .forEach(all::add);
        return all;
    }

    private static Stream<VariableComparison> withVariables(Condition condition) {
        if (condition instanceof Condition.AllOf all) {
            return all.parts().stream().flatMap(RowConditions::withVariables);
        }
        return condition instanceof VariableComparison comparison ? Stream.of(comparison) : Stream.empty();
    }

    private static Stream<RowCondition> passedOn(VariableComparison comparison, List<LinkedPattern> earlier) {
        Variable bound = comparison.right();
        return earlier.stream()
                .filter(pattern -> pattern.bindings().contains(bound))
                .flatMap(pattern -> pattern.literal().stream())
                .filter(asked -> asked.field().equals(bound.of().source()))
                .flatMap(asked -> passedOn(comparison.comparator().demanded(), asked.operator())
                        .map(operator -> new RowCondition(comparison.left().source(), operator, asked.literals()))
                        .stream());
    }

    /** Of {@code x < y} and {@code y <= 3} follows {@code x < 3}. */
    private static Optional<Operator> passedOn(Operator toBound, Operator ofBound) {
        if (toBound == Operator.EQUAL || toBound == ofBound) {
            return toBound == Operator.NOT_EQUAL ? Optional.empty() : Optional.of(ofBound);
        }
        Set<Operator> both = EnumSet.of(toBound, ofBound);
        return both.equals(EnumSet.of(Operator.LESS, Operator.AT_MOST))
                ? Optional.of(Operator.LESS)
                : both.equals(EnumSet.of(Operator.MORE, Operator.AT_LEAST))
                        ? Optional.of(Operator.MORE)
                        : Optional.empty();
    }
}

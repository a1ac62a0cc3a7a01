package dev.beckon.rules;

import dev.beckon.facts.LinkedDemand.Operator;
import dev.beckon.facts.LinkedDemand.RowCondition;
import java.util.List;
import java.util.stream.Stream;

/** What conditions ask of a row by itself. Alternatives and variables are left out, so more rows may be loaded. */
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
}

package dev.beckon.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule asks, in negation normal form. A missing value satisfies nothing except {@code == null}: each test holds
 * only for present values, and so does its opposite, which is why there is no node for "not".
 */
public sealed interface Condition
        permits Condition.AllOf,
                Condition.AnyOf,
                Comparison,
                VariableComparison,
                Membership,
                TextTest,
                NullTest,
                FlagTest {

    boolean holds(Match match);

    /** What {@code !( ... )} around this means. */
    Condition negated();

    /** DRL constraints that must all hold, generated: nothing in them is an author's text except quoted literals. */
    List<String> conjuncts();

    /** Everything it reads, in the order written. */
    Stream<Operand> operands();

    /** One DRL expression. */
    default String drl() {
        List<String> parts = conjuncts();
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(" && ", parts) + ")";
    }

    record AllOf(List<Condition> parts) implements Condition {

        @Override
        public boolean holds(Match match) {
            return parts.stream().allMatch(part -> part.holds(match));
        }

        @Override
        public Condition negated() {
            return new AnyOf(parts.stream().map(Condition::negated).toList());
        }

        @Override
        public List<String> conjuncts() {
            return parts.stream().flatMap(part -> part.conjuncts().stream()).toList();
        }

        @Override
        public Stream<Operand> operands() {
            return parts.stream().flatMap(Condition::operands);
        }
    }

    record AnyOf(List<Condition> parts) implements Condition {

        @Override
        public boolean holds(Match match) {
            return parts.stream().anyMatch(part -> part.holds(match));
        }

        @Override
        public Condition negated() {
            return new AllOf(parts.stream().map(Condition::negated).toList());
        }

        @Override
        public List<String> conjuncts() {
            return List.of(
                    "(" + String.join(" || ", parts.stream().map(Condition::drl).toList()) + ")");
        }

        @Override
        public Stream<Operand> operands() {
            return parts.stream().flatMap(Condition::operands);
        }
    }
}

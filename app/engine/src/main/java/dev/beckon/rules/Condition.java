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

    /** The same, made ready to be asked of many customers or rows. */
    Check check(Check.Setting setting);

    /** Everything it reads, in the order written. */
    Stream<Operand> operands();

    /**
     * The texts of the data that it names; parts of texts aside.
     *
     * @param of what it is a condition on
     */
    default Stream<NamedValue> namedValues(NamedValue.Of of) {
        return operands().flatMap(operand -> operand.named().stream());
    }

    /** The variables of earlier patterns that it reads. */
    default Stream<Variable> variables() {
        return Stream.empty();
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
        public Check check(Check.Setting setting) {
            return Checks.all(parts.stream().map(part -> part.check(setting)).toList());
        }

        @Override
        public Stream<NamedValue> namedValues(NamedValue.Of of) {
            return parts.stream().flatMap(part -> part.namedValues(of));
        }

        @Override
        public Stream<Variable> variables() {
            return parts.stream().flatMap(Condition::variables);
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
        public Check check(Check.Setting setting) {
            return Checks.any(parts.stream().map(part -> part.check(setting)).toList());
        }

        @Override
        public Stream<NamedValue> namedValues(NamedValue.Of of) {
            return parts.stream().flatMap(part -> part.namedValues(of));
        }

        @Override
        public Stream<Variable> variables() {
            return parts.stream().flatMap(Condition::variables);
        }

        @Override
        public Stream<Operand> operands() {
            return parts.stream().flatMap(Condition::operands);
        }
    }
}

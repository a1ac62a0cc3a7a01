package dev.beckon.rules;

import java.util.stream.Stream;

/** {@code daysAgo <= $d}: a field of a row with a value of an earlier pattern of the same customer. */
record VariableComparison(Operand left, Comparator comparator, Variable right) implements Condition {

    @Override
    public boolean holds(Match match) {
        Object value = left.value(match);
        Object bound = match.variables().get(right.name());
        return value != null && bound != null && comparator.holds(value, bound);
    }

    @Override
    public Condition negated() {
        return new VariableComparison(left, comparator.opposite(), right);
    }

    @Override
    public Check check(Check.Setting setting) {
        Reader bound = right.of().on(setting.type());
        return Checks.compare(left.on(setting.type()), comparator, bound, setting.place(right));
    }

    @Override
    public Stream<Variable> variables() {
        return Stream.of(right);
    }

    @Override
    public Stream<Operand> operands() {
        return Stream.of(left);
    }
}

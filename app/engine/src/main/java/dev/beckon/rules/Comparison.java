package dev.beckon.rules;

import java.util.stream.Stream;

/** {@code recencyDays > 90}. The literal has the operand's Java type; money is in minor units. */
record Comparison(Operand left, Comparator comparator, Object right) implements Condition {

    @Override
    public boolean holds(Match match) {
        Object value = left.value(match);
        return value != null && comparator.holds(value, right);
    }

    @Override
    public Condition negated() {
        return new Comparison(left, comparator.opposite(), right);
    }

    @Override
    public Check check(Check.Setting setting) {
        return Checks.compare(left.on(setting.type()), comparator, right);
    }

    @Override
    public Stream<NamedValue> namedValues(NamedValue.Of of) {
        Stream<NamedValue> own = comparator.isEquality() && right instanceof String text
                ? Stream.of(new NamedValue(of, left.source(), text))
                : Stream.empty();
        return Stream.concat(left.named().stream(), own);
    }

    @Override
    public Stream<Operand> operands() {
        return Stream.of(left);
    }
}

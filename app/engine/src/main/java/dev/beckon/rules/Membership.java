package dev.beckon.rules;

import java.util.List;
import java.util.stream.Stream;

/** {@code city in ("Pune", "Delhi")} and {@code city not in (...)}; the literals have the operand's Java type. */
record Membership(Operand left, boolean in, List<Object> literals) implements Condition {

    @Override
    public boolean holds(Match match) {
        Object value = left.value(match);
        return value != null && literals.contains(value) == in;
    }

    @Override
    public Condition negated() {
        return new Membership(left, !in, literals);
    }

    @Override
    public Check check(Check.Setting setting) {
        return Checks.in(left.on(setting.type()), in, literals);
    }

    @Override
    public Stream<NamedValue> namedValues(NamedValue.Of of) {
        return literals.stream()
                .filter(String.class::isInstance)
                .map(text -> new NamedValue(of, left.source(), (String) text));
    }

    @Override
    public Stream<Operand> operands() {
        return Stream.of(left);
    }
}

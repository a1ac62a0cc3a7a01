package dev.beckon.rules;

import java.util.stream.Stream;

/** {@code income == null}, the one thing that a missing value satisfies, and {@code income != null}. */
record NullTest(Operand left, boolean missing) implements Condition {

    @Override
    public boolean holds(Match match) {
        return (left.value(match) == null) == missing;
    }

    @Override
    public Condition negated() {
        return new NullTest(left, !missing);
    }

    @Override
    public Check check(Check.Setting setting) {
        return Checks.missing(left.on(setting.type()), missing);
    }

    @Override
    public Stream<Operand> operands() {
        return Stream.of(left);
    }
}

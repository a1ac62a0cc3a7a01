package dev.beckon.rules;

import java.util.stream.Stream;

/** A flag or a yes-or-no call: {@code mayEmail}, {@code !isIn("Champions")}, {@code rural == false}. */
record FlagTest(Operand left, boolean expected) implements Condition {

    @Override
    public boolean holds(Match match) {
        return left.value(match) instanceof Boolean value && value == expected;
    }

    @Override
    public Condition negated() {
        return new FlagTest(left, !expected);
    }

    @Override
    public Check check(Check.Setting setting) {
        return Checks.compare(left.on(setting.type()), Comparator.EQUAL, expected ? 1L : 0L);
    }

    @Override
    public Stream<Operand> operands() {
        return Stream.of(left);
    }
}

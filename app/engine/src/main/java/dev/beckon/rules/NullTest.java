package dev.beckon.rules;

import java.util.List;
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
    public List<String> conjuncts() {
        return List.of(left.drl() + (missing ? " == null" : " != null"));
    }

    @Override
    public Stream<Operand> operands() {
        return Stream.of(left);
    }
}

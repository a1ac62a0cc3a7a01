package dev.beckon.rules;

import dev.beckon.facts.Bounds;
import dev.beckon.facts.Unit;
import dev.beckon.feedback.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds conditions that the bounds of a property decide alone, such as {@code openRate > 50}: shares are at most 1. They
 * hold for nobody, or for everybody whose value is known.
 */
public final class Thresholds {

    private Thresholds() {}

    /** One warning for each value that can't be reached. */
    public static List<Problem> in(Collection<Rule> rules) {
        var warnings = new ArrayList<Problem>();
        for (Rule rule : rules) {
            Stream.concat(
                            rule.conditions().stream(),
                            rule.linked().stream().flatMap(each -> each.conditions().stream()))
                    .flatMap(constraint -> comparisons(constraint.condition())
                            .flatMap(comparison -> warning(constraint, comparison).stream()))
                    .distinct()
                    .map(problem -> problem.inRule(rule.ref().name()))
                    .forEach(warnings::add);
        }
        return warnings;
    }

    private static Stream<Comparison> comparisons(Condition condition) {
        if (condition instanceof Condition.AllOf all) {
            return all.parts().stream().flatMap(Thresholds::comparisons);
        }
        if (condition instanceof Condition.AnyOf any) {
            return any.parts().stream().flatMap(Thresholds::comparisons);
        }
        if (condition instanceof Membership membership) {
            return membership.literals().stream()
                    .map(literal -> new Comparison(membership.left(), Comparator.EQUAL, literal));
        }
        return condition instanceof Comparison comparison ? Stream.of(comparison) : Stream.empty();
    }

    private static Optional<Problem> warning(Constraint constraint, Comparison written) {
        Operand operand = written.left();
        if (!(written.right() instanceof Number value)) {
            return Optional.empty();
        }
        if (operand.bounds().equals(Bounds.NONE)) {
            return percentage(constraint, operand, value.doubleValue());
        }
        return never(written.comparator(), value.doubleValue(), operand.bounds())
                .map(never -> constraint
                        .place()
                        .problem(operand.source() + " is " + operand.bounds().words() + ", so it is never "
                                + words(never, shown(value)))
                        .hint(meant(operand, value.doubleValue())));
    }

    /** Of a share that returns can take beyond 1, but hardly to 2. */
    private static Optional<Problem> percentage(Constraint constraint, Operand operand, double value) {
        return Optional.ofNullable(value < 2 ? null : meant(operand, value))
                .map(meant -> constraint
                        .place()
                        .problem(operand.source() + " is a share, of which 1 is the whole")
                        .hint(meant));
    }

    /** Which comparison with the value holds for nobody: the one written, or the opposite of one that says nothing. */
    private static Optional<Comparator> never(Comparator written, double value, Bounds bounds) {
        if (!reachable(written, value, bounds)) {
            return Optional.of(written);
        }
        boolean saysNothing = !bounds.hold(value) && !reachable(written.opposite(), value, bounds);
        return saysNothing ? Optional.of(written.opposite()) : Optional.empty();
    }

    private static boolean reachable(Comparator comparator, double value, Bounds bounds) {
        return Stream.of(bounds.least(), bounds.most(), value)
                .filter(bounds::hold)
                .anyMatch(each -> comparator.accepts(Double.compare(each, value)));
    }

    private static String words(Comparator comparator, String value) {
        return switch (comparator) {
            case EQUAL -> value;
            case NOT_EQUAL -> "anything but " + value;
            case LESS -> "less than " + value;
            case AT_MOST -> value + " or less";
            case MORE -> "more than " + value;
            case AT_LEAST -> value + " or more";
        };
    }

    /** For those who write 10 where 10 % is meant. */
    private static @Nullable String meant(Operand operand, double value) {
        return operand.unit() == Unit.SHARE && value > 1 && value <= 100
                ? shown(BigDecimal.valueOf(value).movePointLeft(2))
                : null;
    }

    private static String shown(Number value) {
        return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }
}

package dev.beckon.rules;

import dev.beckon.feedback.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules whose conditions no value satisfies together, such as {@code age > 60} and {@code age < 18}: they never fire.
 * What stands in an "or" isn't looked at.
 */
public final class Contradictions {

    private record Asked(Constraint constraint, Condition condition) {}

    private Contradictions() {}

    /** One warning for each property of a rule that can't be as the rule wants it. */
    public static List<Problem> in(Collection<Rule> rules) {
        var warnings = new ArrayList<Problem>();
        for (Rule rule : rules) {
            Stream.concat(Stream.of(rule.conditions()), rule.linked().stream().map(LinkedPattern::conditions))
                    .flatMap(conditions -> byOperand(conditions).values().stream())
                    .filter(asked -> !canHold(asked))
                    .map(asked -> warning(rule, asked))
                    .forEach(warnings::add);
        }
        return warnings;
    }

    private static Map<String, List<Asked>> byOperand(List<Constraint> constraints) {
        var asked = new LinkedHashMap<String, List<Asked>>();
        for (Constraint constraint : constraints) {
            parts(constraint.condition())
                    .forEach(part -> part.operands()
                            .forEach(operand -> asked.computeIfAbsent(operand.source(), any -> new ArrayList<>())
                                    .add(new Asked(constraint, part))));
        }
        return asked;
    }

    private static Stream<Condition> parts(Condition condition) {
        if (condition instanceof Condition.AllOf all) {
            return all.parts().stream().flatMap(Contradictions::parts);
        }
        return condition instanceof Condition.AnyOf ? Stream.empty() : Stream.of(condition);
    }

    /** The outcome changes only at the values that are named, so that to try those and their neighbours is enough. */
    private static boolean canHold(List<Asked> asked) {
        var values = new ArrayList<@Nullable Object>(List.of(true, false, "\n"));
        values.add(null);
        asked.forEach(each -> literals(each.condition).forEach(literal -> values.addAll(around(literal))));
        return values.stream().anyMatch(value -> asked.stream().allMatch(each -> accepts(each.condition, value)));
    }

    private static Stream<Object> literals(Condition condition) {
        if (condition instanceof Comparison comparison) {
            return Stream.of(comparison.right());
        }
        return condition instanceof Membership membership ? membership.literals().stream() : Stream.empty();
    }

    private static List<Object> around(Object literal) {
        if (literal instanceof Long whole) {
            return List.of(whole - 1, whole, whole + 1);
        }
        if (literal instanceof Double number) {
            return List.of(Math.nextDown(number), number, Math.nextUp(number));
        }
        if (literal instanceof LocalDate day) {
            return List.of(day.minusDays(1), day, day.plusDays(1));
        }
        return List.of(literal);
    }

    private static boolean accepts(Condition condition, @Nullable Object value) {
        if (condition instanceof NullTest test) {
            return (value == null) == test.missing();
        }
        if (condition instanceof FlagTest test) {
            return value instanceof Boolean flag && flag == test.expected();
        }
        if (condition instanceof Comparison comparison) {
            return value != null
                    && value.getClass() == comparison.right().getClass()
                    && comparison.comparator().holds(value, comparison.right());
        }
        if (condition instanceof Membership membership) {
            return value != null && membership.literals().contains(value) == membership.in();
        }
        return value != null;
    }

    private static Problem warning(Rule rule, List<Asked> asked) {
        Constraint last = asked.get(asked.size() - 1).constraint;
        String texts =
                asked.stream().map(each -> each.constraint.text()).distinct().collect(Collectors.joining(", "));
        return last.place()
                .problem("this never holds: " + texts)
                .inRule(rule.ref().name());
    }
}
